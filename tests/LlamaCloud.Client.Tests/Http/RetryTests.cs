using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>What is sent again, and what is not.</summary>
public sealed class RetryTests : EmulatorTest
{
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
}
