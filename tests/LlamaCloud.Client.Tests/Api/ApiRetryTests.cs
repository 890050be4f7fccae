using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Api;

/// <summary>Which requests of any operation are sent again: what changes something only when it cannot have been done.</summary>
public sealed class ApiRetryTests : EmulatorTest
{
    private const string Any = "/api/v9/any";

    public static TheoryData<string, bool, string> Methods => new()
    {
        { "GET", true, "500" }, { "PUT", true, "500" }, { "DELETE", true, "500" }, { "POST", false, "500" }, { "PATCH", false, "500" },
        { "GET", true, "cut" }, { "PUT", true, "cut" }, { "DELETE", true, "cut" }, { "POST", false, "cut" }, { "PATCH", false, "cut" },
        { "POST", false, "503" }, { "PATCH", false, "503" }, { "POST", false, "cut in body" }, { "PATCH", false, "cut in body" },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task After_a_failure_that_the_work_may_have_gone_before_only_what_is_idempotent_is_repeated(
        string method, bool isRepeated, string failure)
    {
        Emulator.Faults.Add(method, Any, Make(failure), times: 1);
        Emulator.Faults.Add(method, Any, Fault.Answer(200, "application/json", "\"done\""));
        Task<object?> sending = Send(method);

        if (isRepeated)
        {
            Assert.Equal("done", await sending);
        }
        else
        {
            await FailureOf(sending);
        }

        Assert.Equal(isRepeated ? 2 : 1, Emulator.Requests.All.Count);
    }

    [Theory]
    [InlineData("POST", 503)]
    [InlineData("PATCH", 503)]
    [InlineData("POST", 429)]
    [InlineData("PATCH", 429)]
    public async Task What_was_refused_before_the_work_is_sent_again_by_any_method(string method, int status)
    {
        Emulator.Faults.Add(method, Any, Fault.Answer(status, "text/plain", string.Empty, "Retry-After: 3"), times: 1);
        Emulator.Faults.Add(method, Any, Fault.Answer(200, "application/json", "\"done\""));

        Assert.Equal("done", await Send(method));
        Assert.Equal(2, Emulator.Requests.All.Count);
        Assert.Equal([3.0], Clock.Seconds);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public async Task A_refused_connection_is_tried_again_by_any_method(string method)
    {
        await Emulator.DisposeAsync();
        LlamaCloudException failure = await FailureOf(Send(method));

        Assert.Equal(LlamaCloudErrorKind.Connection, failure.Kind);
        Assert.Equal([1, 2, 3], Heard.Attempts.Select(attempt => attempt.Number));
    }

    [Fact]
    public async Task A_post_whose_answer_cannot_be_read_is_not_sent_again()
    {
        Emulator.Faults.Add("POST", Any, Fault.Answer(200, "text/html", "<html>"));

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, (await FailureOf(Send("POST"))).Kind);
        Assert.Single(Emulator.Requests.All);
    }

    private static Fault Make(string failure) => failure switch
    {
        "cut" => Fault.Cut(),
        "cut in body" => Fault.BreakInBody("{", cut: true),
        _ => Fault.Status(int.Parse(failure, System.Globalization.CultureInfo.InvariantCulture), "not now"),
    };

    private Task<object?> Send(string method) =>
        Client.Api.SendAsync(new ApiRequest(method, Any) { Json = method is "GET" or "DELETE" ? null : "{}" }, Cancellation);
}
