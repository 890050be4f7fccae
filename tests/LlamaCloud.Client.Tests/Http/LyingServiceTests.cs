using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>Answers that are not what they say, or not what was asked for.</summary>
public sealed class LyingServiceTests : EmulatorTest
{
    [Theory]
    [InlineData("\u0001\u0007\u001b", 401)]
    [InlineData("\r\n\r\n", 401)]
    [InlineData("""{"detail":"\u0007\u0007"}""", 401)]
    [InlineData("\0\0\0\0", 503)]
    public async Task The_status_decides_whatever_the_body_holds(string body, int status)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(status, "text/plain", body));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.Equal((LlamaCloudErrorKind.Status, (int?)status), (failure.Kind, failure.StatusCode));
        Assert.Equal(status == 503 ? 3 : 1, Emulator.Requests.All.Count);
    }

    [Fact]
    public async Task A_very_long_detail_keeps_its_beginning()
    {
        Emulator.Faults.Add(
            "GET",
            Route,
            Fault.Answer(
                400, "application/json", $$"""{"a":[1,{"b":"c"}],"detail":"The rule \"x\" is wrong. {{new string('y', 100_000)}}"}"""));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.StartsWith("The rule \"x\" is wrong. yyy", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_detail_with_half_a_character_keeps_its_beginning()
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(400, "application/json", """{"detail":"Too long: \ud83d, sorry"}"""));

        Assert.StartsWith("Too long: ", (await FailureOf(Get())).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clj-2", false)]
    [InlineData("CLJ-1", true)]
    [InlineData("1", true)]
    public async Task An_answer_is_about_what_was_asked_for(string id, bool isTaken)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, "application/json", $$"""{"id":"{{id}}","status":"PENDING"}"""));
        if (isTaken)
        {
            Assert.Equal(id, (await Get()).Id);
        }
        else
        {
            LlamaCloudException failure = await FailureOf(Get());
            Assert.Equal(LlamaCloudErrorKind.InvalidResponse, failure.Kind);
            Assert.Contains("it is about 'clj-2', which was not asked for", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1e999", null)]
    [InlineData("-1e999", null)]
    [InlineData("0.5", 0.5)]
    [InlineData("\"0.25\"", 0.25)]
    public async Task A_confidence_beyond_every_number_says_nothing(string number, double? confidence)
    {
        Emulator.Faults.Add(
            "GET",
            Route,
            Fault.Answer(
                200,
                "application/json",
                $$$"""{"id":"clj-1","status":"COMPLETED","result":{"confidence":{{{number}}},"reasoning":"r"}}"""));

        Assert.Equal(confidence, (await Get()).Confidence);
    }

    [Fact]
    public async Task A_redirect_loop_says_that_it_is_one()
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(302, "text/plain", string.Empty, "Location: " + Route));

        Assert.Contains("it is a redirect loop", (await FailureOf(Get())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_asks_for_the_bytes_as_they_are()
    {
        await SaveAsync();

        Assert.Equal("identity", Emulator.PresignedRequests.All.Single().Headers["Accept-Encoding"]);
    }

    [Fact]
    public async Task A_part_that_nobody_asked_for_is_no_file()
    {
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.Answer(206, "text/plain", "half", "Content-Range: bytes 0-3/8"));

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, (await FailureOf(SaveAsync())).Kind);
    }

    [Fact]
    public async Task A_packed_file_is_refused_when_it_was_asked_for_as_it_is()
    {
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.Answer(200, "text/plain", "not really packed", "Content-Encoding: gzip"));

        Assert.Contains("it is compressed", (await FailureOf(SaveAsync())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(203)]
    public async Task What_is_no_file_yet_is_none(int status)
    {
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.Answer(status, "text/plain", "later"));

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, (await FailureOf(SaveAsync())).Kind);
    }

    private async Task SaveAsync()
    {
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), Guid.NewGuid().ToString());
        try
        {
            await Client.Files.SaveAsync(SeedFiles.Invoice, path, cancellationToken: Cancellation);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
