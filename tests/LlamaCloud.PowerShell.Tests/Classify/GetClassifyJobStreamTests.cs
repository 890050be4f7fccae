using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>What is written beside the jobs, when, and what never is.</summary>
public sealed class GetClassifyJobStreamTests : ModuleTest
{
    private const string Route = "/api/v2/classify/clj-1";

    /// <summary>The ways an answer can go wrong, by name, and the error each is to the user; null when it is none.</summary>
    private static readonly Dictionary<string, (Fault Fault, string? ErrorId)> s_faults = new()
    {
        ["cut"] = (Fault.Cut(), "ClassifyJobConnectionFailed"),
        ["cut after the work"] = (Fault.CutAfterWork(), "ClassifyJobConnectionFailed"),
        ["cut within the headers"] = (Fault.Raw("HTTP/1.1 200 OK\r\nContent-Ty"), "ClassifyJobConnectionFailed"),
        ["cut within the body"] = (Fault.BreakInBody("{\"id\":", cut: true), "ClassifyJobConnectionFailed"),
        ["content length too large"] = (Fault.Raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{}"), "ClassifyJobConnectionFailed"),
        ["html"] = (Fault.Answer(200, "text/html", "<html>Please log in</html>"), "ClassifyJobInvalidResponse"),
        ["truncated"] = (Fault.Answer(200, "application/json", "{\"id\":\"clj-1\""), "ClassifyJobInvalidResponse"),
        ["array"] = (Fault.Answer(200, "application/json", "[]"), "ClassifyJobInvalidResponse"),
        ["string"] = (Fault.Answer(200, "application/json", "\"x\""), "ClassifyJobInvalidResponse"),
        ["number"] = (Fault.Answer(200, "application/json", "7"), "ClassifyJobInvalidResponse"),
        ["null"] = (Fault.Answer(200, "application/json", "null"), "ClassifyJobInvalidResponse"),
        ["id null"] = (Fault.Answer(200, "application/json", "{\"id\":null}"), "ClassifyJobInvalidResponse"),
        ["nesting"] = (Fault.Answer(200, "application/json", "{\"id\":\"clj-1\",\"x\":" + new string('[', 5000) + new string(']', 5000) + "}"), "ClassifyJobInvalidResponse"),
        ["half a character"] = (Fault.Answer(200, "application/json", "{\"id\":\"clj-1\",\"status\":\"\\ud83d\"}"), "ClassifyJobInvalidResponse"),
        ["not gzip"] = (Fault.Answer(200, "application/json", "{}", "Content-Encoding: gzip"), "ClassifyJobInvalidResponse"),
        ["not brotli"] = (Fault.Answer(200, "application/json", "{}", "Content-Encoding: br"), "ClassifyJobInvalidResponse"),
        ["endless"] = (Fault.Endless(), "ClassifyJobInvalidResponse"),
        ["redirect"] = (Fault.Answer(302, "text/plain", string.Empty, "Location: https://elsewhere.example/x?sig=hush"), "ClassifyJobUnexpectedStatus"),
        ["429 for ever"] = (Fault.Answer(429, "application/json", "{\"detail\":\"Rate limit\"}", "Retry-After: 3600"), "ClassifyJobTooManyRequests"),
        ["503 for long"] = (Fault.Answer(503, "application/json", "{}", "Retry-After: 3600"), "ClassifyJobServiceUnavailable"),
        ["500 html"] = (Fault.Answer(500, "text/html", "<h1>Oops</h1>", "retry-after-ms: 1"), "ClassifyJobServiceUnavailable"),
        ["422"] = (Fault.Answer(422, "application/json", "{\"detail\":[{\"loc\":[\"query\",\"project_id\"],\"msg\":\"no UUID\",\"type\":\"t\"}]}"), "ClassifyJobInvalidRequest"),
        ["numbers as strings"] = (Fault.Answer(200, "application/json", "{\"id\":\"clj-1\",\"result\":{\"confidence\":\"0.5\",\"type\":null,\"reasoning\":\"x\"}}"), null),
        ["nulls where required"] = (Fault.Answer(200, "application/json", "{\"id\":\"clj-1\",\"status\":null,\"configuration\":{\"rules\":null}}"), null),
        ["duplicate keys"] = (Fault.Answer(200, "application/json", "{\"id\":\"x\",\"id\":\"clj-1\"}"), null),
        ["dribble"] = (Fault.Dribble("{\"id\":\"clj-1\"}", 2), null),
        ["late"] = (Fault.Delay(TimeSpan.FromMilliseconds(300)), null),
    };

    public static TheoryData<string> Faults => [.. s_faults.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_fault_is_a_job_or_one_error_and_no_stream_shows_a_secret(string name)
    {
        (Fault fault, string? errorId) = s_faults[name];
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add("GET", Route, fault);
        using Shell command = Engine.Command($"$DebugPreference = 'Continue'; $VerbosePreference = 'Continue'; 'clj-1', '{SeedJobs.Invoice}' | Get-ClassifyJob");
        command.Invoke();
        ErrorRecord[] errors = [.. command.Streams.Error];

        if (errorId is null)
        {
            Assert.Empty(errors);
        }
        else
        {
            // A gate that stays shut is shut for the next item too.
            ErrorRecord error = Assert.Single(errors, error => Equals(error.TargetObject, "clj-1"));
            Assert.StartsWith(errorId + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.EndsWith(error.ErrorDetails.RecommendedAction, error.ToString(), StringComparison.Ordinal);
        }

        StringBuilder everything = new();
        everything.AppendJoin('\n', command.Streams.Debug).AppendJoin('\n', command.Streams.Verbose).AppendJoin('\n', command.Streams.Warning);
        foreach (ErrorRecord error in errors)
        {
            everything.Append(error.Exception).Append(error.ErrorDetails.Message).Append(PSSerializer.Serialize(error)).Append(error.TargetObject);
        }

        everything.Append(Engine.Show($"$DebugPreference = 'Continue'; Get-ClassifyJob {SeedJobs.Invoice}"));
        Assert.NotEmpty(command.Streams.Debug);
        Assert.NotEmpty(command.Streams.Verbose);
        Assert.DoesNotContain(Emulator.ApiKey, everything.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", everything.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_says_a_line_for_each_attempt()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add("GET", Route, Fault.Answer(503, "text/plain", string.Empty, "retry-after-ms: 20", "x-request-id: req-1"), times: 1);
        EngineResult result = Engine.Run("Get-ClassifyJob clj-1 -Verbose").OrThrow();

        Assert.Collection(
            result.Verbose,
            first => Assert.Matches(@"^GET /api/v2/classify/clj-1: 503 in \d+ ms, correlation id req-1, trying again in 0 s$", first),
            second => Assert.Matches(@"^GET /api/v2/classify/clj-1: 200 in \d+ ms, attempt 2$", second));
    }

    [Fact]
    public async Task The_warning_of_a_pause_is_shown_when_it_begins()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        // Longer than this test: only a warning that does not wait for the answer can be seen.
        Emulator.Faults.Add("GET", Route, Fault.Answer(429, "text/plain", string.Empty, "Retry-After: 300"));
        using Shell command = Engine.Command("Get-ClassifyJob clj-1");
        TaskCompletionSource<string> warned = new(TaskCreationOptions.RunContinuationsAsynchronously);
        command.Streams.Warning.DataAdded += (_, added) => warned.TrySetResult(command.Streams.Warning[added.Index].Message);
        IAsyncResult running = command.BeginInvoke();

        Assert.Equal("waiting 300 s: the service limits requests", await warned.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Equal(PSInvocationState.Running, command.InvocationStateInfo.State);

        // And Ctrl+C ends the wait.
        await Task.Run(command.Stop, TestContext.Current.CancellationToken);
        Assert.Throws<PipelineStoppedException>(() => { command.EndInvoke(running); });
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public void One_pause_is_one_warning()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add("GET", Route, Fault.Answer(429, "text/plain", string.Empty, "retry-after-ms: 50"), times: 1);
        EngineResult result = Engine.Run($"'clj-1', '{SeedJobs.Invoice}' | Get-ClassifyJob").OrThrow();

        Assert.Equal(2, result.Output.Count);
        Assert.Equal(["waiting 1 s: the service limits requests"], result.Warnings);
    }

    [Fact]
    public void A_pause_holds_for_every_runspace()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add("GET", Route, Fault.Answer(429, "text/plain", string.Empty, "Retry-After: 3600"), times: 1);
        HostedEngine other = Start(new HostedEngine());
        Engine.Run("Get-ClassifyJob clj-1");
        EngineResult result = other.Run($"Get-ClassifyJob {SeedJobs.Invoice}");

        Assert.StartsWith("ClassifyJobTooManyRequests,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_body_that_has_stalled()
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", Route, Fault.BreakInBody("{\"id\":", cut: false, begun));
        using Shell command = Engine.Command("Get-ClassifyJob clj-1");
        IAsyncResult running = command.BeginInvoke();
        await begun.Task;
        long start = Stopwatch.GetTimestamp();
        await Task.Run(command.Stop, TestContext.Current.CancellationToken);

        Assert.Throws<PipelineStoppedException>(() => { command.EndInvoke(running); });
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1));
        Assert.False(await Emulator.Requests.All.Single().Answered);
    }
}
