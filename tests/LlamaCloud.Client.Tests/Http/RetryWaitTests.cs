using System;
using System.Globalization;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>When something is sent again.</summary>
public sealed class RetryWaitTests : EmulatorTest
{
    [Theory]
    [InlineData("retry-after-ms: 1500", 1.5)]
    [InlineData("Retry-After: 7", 7)]
    [InlineData("Retry-After: 60", 60)]
    [InlineData("Retry-After: 0.5", 0.5)]
    [InlineData("Retry-After: Mon, 23 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Retry-After: Monday, 23-Nov-26 12:00:30 GMT", 30)]
    [InlineData("Retry-After: Mon Nov 23 12:00:30 2026", 30)]
    public async Task The_service_can_say_how_long_to_wait(string header, double seconds)
    {
        // The service sends a point in every culture: 0.5 is not five, and a comma is no decimal sign.
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add(
            "GET", Route, Fault.Answer(503, "text/plain", string.Empty, header, "Date: Mon, 23 Nov 2026 12:00:00 GMT"), times: 1);
        await Get();

        Assert.Equal([seconds], Clock.Seconds);
    }

    [Fact]
    public async Task A_date_is_measured_by_the_clock_of_the_answer()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add(
            "GET",
            Route,
            Fault.Answer(
                503, "text/plain", string.Empty, "Retry-After: Tue, 01 Dec 2026 08:00:05 GMT", "Date: Tue, 01 Dec 2026 08:00:00 GMT"),
            times: 1);
        await Get();

        Assert.Equal([5], Clock.Seconds);
    }

    [Fact]
    public async Task Milliseconds_win_over_seconds()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add("GET", Route, Fault.Answer(503, "text/plain", string.Empty, "Retry-After: 9", "retry-after-ms: 250"), times: 1);
        await Get();

        Assert.Equal([0.25], Clock.Seconds);
    }

    [Theory]
    [InlineData("Retry-After: Mon, 23 Nov 2026 11:59:59 GMT")]
    [InlineData("Retry-After: -1")]
    [InlineData("Retry-After: 0")]
    [InlineData("Retry-After: soon")]
    [InlineData("Retry-After: 0,5")]
    [InlineData("Retry-After: 12,5")]
    [InlineData("Retry-After: 12/25")]
    [InlineData("Retry-After: 23:59")]
    [InlineData("Retry-After: NaN")]
    [InlineData("Retry-After: 1e300")]
    [InlineData("retry-after-ms: x")]
    public async Task A_wait_in_the_past_or_garbled_falls_back(string header)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(503, "text/plain", string.Empty, header, "Date: Mon, 23 Nov 2026 12:00:00 GMT"));
        await FailureOf(Get());

        AssertBackoff(0.5, 1);
    }

    [Theory]
    [InlineData("Retry-After: 121")]
    [InlineData("Retry-After: 3600")]
    [InlineData("Retry-After: Tue, 24 Nov 2026 12:00:00 GMT")]
    public async Task A_wait_that_is_too_long_fails_at_once_and_says_so(string header)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(503, "text/plain", string.Empty, header, "Date: Mon, 23 Nov 2026 12:00:00 GMT"));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.Single(Emulator.Requests.All);
        Assert.Null(Assert.Single(Heard.Attempts).RetryAfter);
        Assert.Contains("at most 120 s are waited", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.RetryAfter > TimeSpan.FromSeconds(120));
        Assert.Empty(Clock.Waits);
    }
}
