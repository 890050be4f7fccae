using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>What is never done twice, and what an attempt finds that an earlier one has done.</summary>
public sealed class RepeatTests : EmulatorTest
{
    private const string List = "/api/v2/classify";

    private static readonly NoAnswer s_nothing = NoAnswer.Expected;

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

    [Fact]
    public async Task A_first_cancel_of_a_cancelled_job_is_refused()
    {
        Assert.Equal(409, (await FailureOf(Client.Classify.CancelAsync(SeedJobs.Cancelled, default, Cancellation))).StatusCode);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public async Task A_repeated_cancel_that_is_limited_does_not_look_what_became_of_it()
    {
        Emulator.Faults.Add("POST", Route + "/cancel", Fault.CutAfterWork(), times: 1);
        Emulator.Faults.Add("POST", Route + "/cancel", Fault.Answer(429, "text/plain", string.Empty, "Retry-After: 3600"));

        Assert.Equal(429, (await FailureOf(Client.Classify.CancelAsync("clj-1", default, Cancellation))).StatusCode);
        Assert.Equal(2, Emulator.Requests.All.Count);
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

    [Theory]
    [InlineData(409, false)]
    [InlineData(429, false)]
    [InlineData(408, true)]
    [InlineData(500, true)]
    public async Task A_single_attempt_that_was_refused_has_done_nothing(int status, bool mayBeDone)
    {
        Emulator.Faults.Add("POST", Route + "/cancel", Fault.Answer(status, "text/plain", string.Empty, "x-should-retry: false"));
        LlamaCloudException failure = await FailureOf(Send(ServiceRequest.Post("api/v2/classify/clj-1/cancel", isRepeatable: false)));

        Assert.Equal((status, mayBeDone), (failure.StatusCode!.Value, failure.MayBeDone));
    }

    [Theory]
    [InlineData("POST", null)]
    [InlineData("PATCH", null)]
    [InlineData("POST", "{}")]
    public async Task What_may_not_be_repeated_is_not_by_the_connection_either(string method, string? json)
    {
        // On a connection that was used before, .NET takes an end without an answer for one that came before the request.
        await Client.CheckAsync(default, Cancellation);
        const string Path = "/api/v2/other/thing";
        Emulator.Faults.Add(method, Path, Fault.Raw(string.Empty));
        await FailureOf(Client.Api.SendAsync(new ApiRequest(method, Path) { Json = json }, Cancellation));

        Assert.Single(Emulator.Requests.All, request => request.Method == method);
    }

    [Fact]
    public async Task A_configuration_is_not_saved_again_after_an_attempt_of_unknown_outcome()
    {
        Emulator.Faults.Add("POST", "/api/v1/beta/configurations", Fault.CutAfterWork(), times: 1);
        ClassifyJobRequest rules = new() { Rules = [new ClassifyRule("invoice", "has a total amount due")] };

        Assert.Equal(
            LlamaCloudErrorKind.Connection, (await FailureOf(Client.Configurations.SaveAsync("mine", rules, default, Cancellation))).Kind);
        Assert.Single(Emulator.Requests.All);
    }

    private Task<object?> Send(ServiceRequest request) => new Transport(Options()).SendAsync(request, s_nothing, Cancellation);

    private static Fault Make(string failure) => failure switch
    {
        "cut" => Fault.Cut(),
        "x-should-retry" => Fault.Answer(500, "application/json", "{}", "x-should-retry: true"),
        _ => Fault.Status(int.Parse(failure, CultureInfo.InvariantCulture), "not now"),
    };
}
