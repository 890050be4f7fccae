using System;
using System.Globalization;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>Where the key goes when an answer points elsewhere, and where it never goes.</summary>
public sealed class RedirectTests : EmulatorTest
{
    [Fact]
    public async Task A_redirect_on_the_same_host_is_followed()
    {
        LeaveDescription();
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "PENDING"));
        Emulator.Faults.Add(
            "GET", Route, Fault.Answer(307, "text/plain", string.Empty, "Location: /api/v2/classify/clj-1?again=1"), times: 1);

        Assert.Equal("PENDING", (await Get()).Status);
    }

    [Fact]
    public async Task A_redirect_that_goes_in_circles_ends_after_five()
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(302, "text/plain", string.Empty, "Location: " + Route));

        Assert.Equal(302, (await FailureOf(Get())).StatusCode);
        Assert.Equal(6, Emulator.Requests.All.Count);
    }

    [Theory]
    [InlineData("http://localhost:{0}/x?signature=abc")]
    [InlineData("https://127.0.0.1:{0}/x?signature=abc")]
    [InlineData("http://user@127.0.0.1:{0}/x")]
    [InlineData("//localhost:{0}/x")]
    public async Task A_redirect_to_another_place_is_not_followed(string location)
    {
        await using ServiceEmulator other = await ServiceEmulator.StartAsync();
        Emulator.Faults.Add(
            "GET",
            Route,
            Fault.Answer(
                302,
                "text/plain",
                string.Empty,
                "Location: " + string.Format(CultureInfo.InvariantCulture, location, other.BaseAddress.Port)));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.Equal(302, failure.StatusCode);
        Assert.DoesNotContain("signature=abc", failure.Message, StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
        Assert.Empty(other.Requests.All);
    }

    [Theory]
    [InlineData("//[")]
    [InlineData("//:x")]
    [InlineData("http://")]
    [InlineData("::::")]
    public async Task A_redirect_to_nowhere_is_an_error(string location)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(302, "text/plain", string.Empty, "Location: " + location));

        Assert.True((await FailureOf(Get())).StatusCode is 302 or 404);
    }

    [Fact]
    public async Task A_redirect_of_anything_but_a_get_is_not_followed()
    {
        Emulator.Faults.Add("DELETE", Route, Fault.Answer(307, "text/plain", string.Empty, "Location: /api/v2/classify/clj-2"));
        LlamaCloudException failure = await FailureOf(new Transport(Options())
            .SendAsync(ServiceRequest.Delete("api/v2/classify/clj-1"), NoAnswer.Expected, Cancellation));

        Assert.Equal(307, failure.StatusCode);
        Assert.Single(Emulator.Requests.All);
    }
}
