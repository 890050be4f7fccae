using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>What is sent again, when, and what never is.</summary>
public sealed class RetryTests : EmulatorTest
{
    private const string List = "/api/v2/classify";

    private static readonly NoAnswer s_nothing = NoAnswer.Expected;

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_status_that_may_pass_is_tried_twice_more(int status)
    {
        Emulator.Faults.Add("GET", Route, Fault.Status(status, "not now"));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.Equal(status, failure.StatusCode);
        Assert.Equal(3, Emulator.Requests.All.Count);
        AssertBackoff(0.5, 1);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(501)]
    public async Task A_status_that_will_not_pass_is_not_tried_again(int status)
    {
        Emulator.Faults.Add("GET", Route, Fault.Status(status, "never"));
        await FailureOf(Get());

        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public async Task What_passes_is_an_answer_like_any_other()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add("GET", Route, Fault.Status(500, "not now"), times: 1);
        Emulator.Faults.Add("GET", Route, Fault.Cut(), times: 1);

        Assert.Equal("clj-1", (await Get()).Id);
        Assert.Equal([500, null, 200], Heard.Attempts.Select(attempt => attempt.StatusCode));
        Assert.Equal([1, 2, 3], Heard.Attempts.Select(attempt => attempt.Number));
        Assert.Equal([true, true, false], Heard.Attempts.Select(attempt => attempt.RetryAfter is not null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public async Task How_often_can_be_chosen(int retries)
    {
        Emulator.Faults.Add("GET", Route, Fault.Cut());
        await FailureOf(Get(new LlamaCloudClient(Options(maximumRetryCount: retries))));

        Assert.Equal(retries + 1, Emulator.Requests.All.Count);
        Assert.True(Clock.Seconds.All(wait => wait <= 8));
    }

    [Fact]
    public async Task A_timeout_is_tried_again()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add("GET", Route, Fault.Silence(), times: 1);
        Task<ClassifyJob> request = Get();
        await Emulator.Requests.WaitForAsync(1);
        Clock.Expire();

        Assert.Equal("clj-1", (await request).Id);
    }

    [Theory]
    [InlineData(409, "true", 3)]
    [InlineData(400, "true", 3)]
    [InlineData(500, "false", 1)]
    [InlineData(503, "false", 1)]
    [InlineData(409, "false", 1)]
    [InlineData(500, "garbled", 3)]
    public async Task The_service_can_say_whether_a_status_passes(int status, string shouldRetry, int attempts)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(status, "application/json", "{}", "x-should-retry: " + shouldRetry));
        await FailureOf(Get());

        Assert.Equal(attempts, Emulator.Requests.All.Count);
    }

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
        Emulator.Faults.Add("GET", Route, Fault.Answer(503, "text/plain", string.Empty, header), times: 1);
        await Get();

        Assert.Equal([seconds], Clock.Seconds);
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
        Emulator.Faults.Add("GET", Route, Fault.Answer(503, "text/plain", string.Empty, header));
        await FailureOf(Get());

        AssertBackoff(0.5, 1);
    }

    [Theory]
    [InlineData("Retry-After: 121")]
    [InlineData("Retry-After: 3600")]
    [InlineData("Retry-After: Tue, 24 Nov 2026 12:00:00 GMT")]
    public async Task A_wait_that_is_too_long_fails_at_once_and_says_so(string header)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(503, "text/plain", string.Empty, header));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.Single(Emulator.Requests.All);
        Assert.Null(Assert.Single(Heard.Attempts).RetryAfter);
        Assert.Contains("at most 120 s are waited", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.RetryAfter > TimeSpan.FromSeconds(120));
        Assert.Empty(Clock.Waits);
    }

    public static TheoryData<string> AmbiguousFailures => ["cut", "500", "502", "504", "503", "408", "x-should-retry"];

    [Theory]
    [MemberData(nameof(AmbiguousFailures))]
    public async Task A_post_that_may_have_been_done_is_not_sent_again(string failure)
    {
        Emulator.Faults.Add("POST", List, Make(failure));
        await FailureOf(Send(ServiceRequest.Post("api/v2/classify", isRepeatable: false).With(new JsonBody("{}"u8.ToArray()))));

        Assert.Single(Emulator.Requests.All);
    }

    [Theory]
    [MemberData(nameof(AmbiguousFailures))]
    public async Task A_post_with_a_transaction_id_is_sent_again(string failure)
    {
        Emulator.Faults.Add("POST", List, Make(failure));
        await FailureOf(Send(ServiceRequest.Post("api/v2/classify", isRepeatable: true).With(new JsonBody("{}"u8.ToArray()))));

        Assert.Equal(3, Emulator.Requests.All.Count);
    }

    [Theory]
    [InlineData(503, "Retry-After: 1")]
    [InlineData(429, "Retry-After: 1")]
    [InlineData(429, "X-Nothing: 1")]
    public async Task A_post_that_cannot_have_been_done_is_sent_again(int status, string header)
    {
        Emulator.Faults.Add("POST", List, Fault.Answer(status, "text/plain", string.Empty, header), times: 1);
        Emulator.Faults.Add("POST", List, Fault.Answer(200, "application/json", "{}"), times: 1);
        await Send(ServiceRequest.Post("api/v2/classify", isRepeatable: false).With(new JsonBody("{}"u8.ToArray())));

        Assert.Equal(2, Emulator.Requests.All.Count);
    }

    [Fact]
    public async Task A_post_whose_connection_was_refused_is_tried_again()
    {
        await Emulator.DisposeAsync();
        await FailureOf(Send(ServiceRequest.Post("api/v2/classify", isRepeatable: false)));

        AssertBackoff(0.5, 1);
    }

    [Fact]
    public async Task A_repeated_delete_that_finds_nothing_has_succeeded()
    {
        Emulator.Faults.Add("DELETE", Route, Fault.Cut(), times: 1);
        Emulator.Faults.Add("DELETE", Route, Fault.Status(404, "Classify job clj-1 not found"));

        Assert.Null(await Send(ServiceRequest.Delete("api/v2/classify/clj-1")));
        Assert.Equal(2, Emulator.Requests.All.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_delete_that_was_refused_before_the_work_has_not(int status)
    {
        Emulator.Faults.Add("DELETE", Route, Fault.Answer(status, "text/plain", string.Empty, "Retry-After: 1"), times: 1);
        Emulator.Faults.Add("DELETE", Route, Fault.Status(404, "Classify job clj-1 not found"));

        Assert.Equal(404, (await FailureOf(Send(ServiceRequest.Delete("api/v2/classify/clj-1")))).StatusCode);
    }

    [Fact]
    public async Task A_first_delete_that_finds_nothing_has_not()
    {
        Emulator.Faults.Add("DELETE", Route, Fault.Status(404, "Classify job clj-1 not found"));

        Assert.Equal(404, (await FailureOf(Send(ServiceRequest.Delete("api/v2/classify/clj-1")))).StatusCode);
    }

    [Fact]
    public async Task A_repeated_cancel_that_finds_the_job_cancelled_has_succeeded()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add("POST", Route + "/cancel", Fault.CutAfterWork(), times: 1);

        Assert.Equal("CANCELLED", (await Client.Classify.CancelAsync("clj-1", default, Cancellation)).Status);
        Assert.Equal(["POST", "POST", "GET"], Emulator.Requests.All.Select(request => request.Method));
    }

    [Fact]
    public async Task A_repeated_cancel_that_finds_the_job_completed_has_not()
    {
        Emulator.Faults.Add("POST", $"/api/v2/classify/{SeedJobs.Invoice}/cancel", Fault.Cut(), times: 1);

        Assert.Equal(409, (await FailureOf(Client.Classify.CancelAsync(SeedJobs.Invoice, default, Cancellation))).StatusCode);
    }

    [Theory]
    [InlineData(409, "X-Nothing: 1")]
    [InlineData(429, "x-should-retry: false")]
    [InlineData(429, "Retry-After: 3600")]
    [InlineData(503, "Retry-After: 3600")]
    public async Task Every_end_after_an_attempt_of_unknown_outcome_says_that_the_work_may_be_done(int status, string header)
    {
        Emulator.Faults.Add("POST", Route + "/cancel", Fault.CutAfterWork(), times: 1);
        Emulator.Faults.Add("POST", Route + "/cancel", Fault.Answer(status, "text/plain", string.Empty, header));
        LlamaCloudException failure = await FailureOf(Send(ServiceRequest.Post("api/v2/classify/clj-1/cancel", isRepeatable: true)));

        Assert.Equal((status, true), (failure.StatusCode!.Value, failure.MayBeDone));
    }

    [Fact]
    public async Task A_repeated_cancel_that_is_limited_does_not_look_what_became_of_it()
    {
        Emulator.Faults.Add("POST", Route + "/cancel", Fault.CutAfterWork(), times: 1);
        Emulator.Faults.Add("POST", Route + "/cancel", Fault.Answer(429, "text/plain", string.Empty, "Retry-After: 3600"));

        Assert.Equal(429, (await FailureOf(Client.Classify.CancelAsync("clj-1", default, Cancellation))).StatusCode);
        Assert.Equal(2, Emulator.Requests.All.Count);
    }

    [Fact]
    public async Task A_configuration_is_not_saved_again_after_an_attempt_of_unknown_outcome()
    {
        Emulator.Faults.Add("POST", "/api/v1/beta/configurations", Fault.CutAfterWork(), times: 1);
        ClassifyJobRequest rules = new() { Rules = [new ClassifyRule("invoice", "has a total amount due")] };

        Assert.Equal(LlamaCloudErrorKind.Connection, (await FailureOf(Client.Classify.SaveConfigurationAsync("mine", rules, default, Cancellation))).Kind);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public async Task A_first_cancel_of_a_cancelled_job_is_refused()
    {
        Assert.Equal(409, (await FailureOf(Client.Classify.CancelAsync(SeedJobs.Cancelled, default, Cancellation))).StatusCode);
        Assert.Single(Emulator.Requests.All);
    }

    private Task<object?> Send(ServiceRequest request) => new Transport(Options()).SendAsync(request, s_nothing, Cancellation);

    private static Fault Make(string failure) => failure switch
    {
        "cut" => Fault.Cut(),
        "x-should-retry" => Fault.Answer(500, "application/json", "{}", "x-should-retry: true"),
        _ => Fault.Status(int.Parse(failure, CultureInfo.InvariantCulture), "not now"),
    };

    // Less up to a quarter, so that many clients do not come back as one.
    private void AssertBackoff(params double[] seconds)
    {
        Assert.Equal(seconds.Length, Clock.Waits.Count);
        Assert.All(Clock.Waits.Zip(seconds), wait => Assert.InRange(wait.First.TotalSeconds, wait.Second * 0.75, wait.Second));
    }
}
