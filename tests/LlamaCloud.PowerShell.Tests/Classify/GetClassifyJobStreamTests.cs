using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>What is written beside the jobs, when, and what never is.</summary>
public sealed class GetClassifyJobStreamTests : ModuleTest
{
    private const string Route = "/api/v2/classify/clj-1";

    /// <summary>What each fault of the catalogue is to the user: the end of the error id, or null for a job like any other.</summary>
    private static readonly Dictionary<string, string?> s_outcomes = new()
    {
        ["cut"] = "ConnectionFailed",
        ["cut after the work"] = "ConnectionFailed",
        ["cut within the headers"] = "ConnectionFailed",
        ["cut within the body"] = "ConnectionFailed",
        ["content length too large"] = "ConnectionFailed",
        ["html"] = "InvalidResponse",
        ["truncated"] = "InvalidResponse",
        ["array"] = "InvalidResponse",
        ["string"] = "InvalidResponse",
        ["number"] = "InvalidResponse",
        ["null"] = "InvalidResponse",
        ["id null"] = "InvalidResponse",
        ["nesting"] = "InvalidResponse",
        ["half a character"] = "InvalidResponse",
        ["not gzip"] = "InvalidResponse",
        ["not brotli"] = "InvalidResponse",
        ["endless"] = "InvalidResponse",
        ["redirect"] = "UnexpectedStatus",
        ["429 for ever"] = "TooManyRequests",
        ["503 for long"] = "ServiceUnavailable",
        ["500 html"] = "ServiceUnavailable",
        ["402"] = "PaymentRequired",
        ["403"] = "Forbidden",
        ["408"] = "Timeout",
        ["409"] = "Conflict",
        ["413"] = "ContentTooLarge",
        ["502"] = "ServiceUnavailable",
        ["504"] = "ServiceUnavailable",
        ["429 that is final"] = "TooManyRequests",
        ["redirect to nowhere"] = "UnexpectedStatus",
        ["403 cut within the body"] = "Forbidden",
        ["422"] = "InvalidRequest",
        ["numbers as strings"] = null,
        ["nulls where required"] = null,
        ["duplicate keys"] = null,
        ["dribble"] = null,
        ["late"] = null,
    };

    public static TheoryData<string> Faults => [.. FaultCatalog.All.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_fault_is_a_job_or_one_error_and_no_stream_shows_a_secret(string name)
    {
        string? errorId = s_outcomes[name];
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add("GET", Route, FaultCatalog.All[name]);
        if (errorId == "ConnectionFailed")
        {
            // That it is tried again is told elsewhere, and takes its time.
            Engine.Run("Connect-LlamaCloud -SkipCheck -MaximumRetryCount 0").OrThrow();
        }

        using Shell command = Engine.Command(
            $"$DebugPreference = 'Continue'; $VerbosePreference = 'Continue'; 'clj-1', '{SeedJobs.Invoice}' | Get-ClassifyJob -NoGrouping "
                + "-ThrottleLimit 1");
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
            Assert.StartsWith($"ClassifyJob{errorId},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        }

        StringBuilder everything = new();
        everything.AppendJoin('\n', command.Streams.Debug)
            .AppendJoin('\n', command.Streams.Verbose)
            .AppendJoin('\n', command.Streams.Warning);
        foreach (ErrorRecord error in errors)
        {
            everything.Append(error.Exception)
                .Append(error.ErrorDetails.Message)
                .Append(PSSerializer.Serialize(error))
                .Append(error.TargetObject);
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
        Emulator.Faults.Add(
            "GET", Route, Fault.Answer(503, "text/plain", string.Empty, "retry-after-ms: 20", "x-request-id: req-1"), times: 1);
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

        Assert.Equal(
            "waiting 300 s: the service limits requests",
            await warned.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
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
        EngineResult result = Engine.Run($"'clj-1', '{SeedJobs.Invoice}' | Get-ClassifyJob -NoGrouping -ThrottleLimit 1").OrThrow();

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
        // A second is what is promised; the rest is for a machine that is busy.
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
        Assert.False(await Emulator.Requests.All.Single().Answered);
    }
}
