using System;
using System.Linq;
using System.Threading;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>However the command ends, each job that was made comes out, and whoever starts it again pays for none twice.</summary>
public sealed class StartJobEndTests : DocumentTest
{
    [Theory]
    [EachProduct("")]
    [EachProduct("-Wait")]
    public void With_error_action_stop_what_was_made_behind_further_errors_comes_out_too(TestedProduct product, string wait)
    {
        Use(product);
        Write("0.txt");
        Emulator.Faults.Add("POST", Files, Fault.Status(402, "no credits"));
        Emulator.Faults.Add("POST", Route, Fault.Delay(TimeSpan.FromMilliseconds(300)));
        EngineResult result = Run(
            $"@($folder.GetFiles()[0], 'dfl-nowhere', '{SeedFiles.Invoice}', '{SeedFiles.Receipt}') | Start-<Job> @options -ErrorAction "
                + $"Stop {wait}");

        Assert.Equal("LlamaCloudFilePaymentRequired", IdOf(result.Terminating));
        Assert.Equal(2, Made.Length);
        AssertAllOut(result);
        Assert.Contains(result.Warnings, warning => warning.Contains("dfl-nowhere", StringComparison.Ordinal));
    }

    [Theory]
    [EachProduct(TakesTransactionId = true)]
    public void A_job_that_had_failed_before_ends_the_command_after_those_that_are_under_way(TestedProduct product)
    {
        Use(product);
        Write("0.txt", "\0");
        Run("Start-<Job> 0.txt @options -TransactionId tx0 -Wait");
        for (int i = 1; i < 6; i++)
        {
            Write($"{i}.txt");
        }

        Emulator.Faults.Add("POST", Route, Fault.Delay(TimeSpan.FromMilliseconds(700)), times: 1);
        EngineResult result = Run(
            "$folder.GetFiles() | Start-<Job> @options -Wait -TransactionId { \"tx$($_.BaseName)\" } -ErrorAction Stop");

        Assert.Equal(Error("Failed"), IdOf(result.Terminating));
        AssertAllOut(result);
    }

    [Theory]
    [OneProduct("\0", 0, "-ErrorAction Stop", "Failed")]
    [OneProduct("an invoice", 401, "", "Unauthorized")]
    public void A_wait_that_ends_the_command_waits_for_the_starts_that_are_under_way(
        TestedProduct product, string first, int lookStatus, string action, string id)
    {
        Use(product);
        Write("0.txt", first);
        Keep(new StepClock { Step = TimeSpan.FromSeconds(10) }.Use());
        // The third is on its way while those behind it are made and those before it are looked at.
        Emulator.Faults.Add("POST", Route, Fault.Delay(TimeSpan.Zero), times: 2);
        Emulator.Faults.Add("POST", Route, Fault.Delay(TimeSpan.FromSeconds(3)), times: 1);
        if (lookStatus > 0)
        {
            Emulator.Faults.Add("GET", Route, Fault.Status(lookStatus, "no"));
        }

        // Five documents a second: the job needs half of one to fail, and a command that is not ended would take them for 20.
        Engine.Runspace.SessionStateProxy.SetVariable("pace", (Action)(() => Thread.Sleep(200)));
        EngineResult result = Run(
            $"& {{ $folder.GetFiles()[0]; for ($i = 0; $i -lt 100; $i++) {{ '{SeedFiles.Invoice}'; $pace.Invoke() }} }} | Start-<Job> "
                + $"@options -Wait {action}");

        Assert.Equal(Error(id), IdOf(result.Terminating));
        Assert.InRange(Made.Length, 3, 100);
        AssertAllOut(result);
    }

    [Theory]
    [EachProduct("200 html", true)]
    [EachProduct("200 cut", true)]
    [EachProduct("cut, then 429", true)]
    [OneProduct("429", false)]
    [OneProduct("nobody there", false)]
    public void A_job_that_may_have_been_started_comes_out_or_is_told(TestedProduct product, string how, bool mayBeStarted)
    {
        Use(product);
        Run("Connect-LlamaCloud -SkipCheck -MaximumRetryCount 1").OrThrow();
        Fault limited = Fault.Answer(429, "application/json", """{"detail":"slow"}""", "Retry-After: 3600");
        switch (how)
        {
            case "200 html":
                Emulator.Faults.Add("POST", Route, Fault.Answer(200, "text/html", "<p>hi"), times: 1);
                break;
            case "200 cut":
                Emulator.Faults.Add("POST", Route, Fault.CutWithin(20), times: 2);
                break;
            case "cut, then 429":
                Emulator.Faults.Add("POST", Route, Fault.CutAfterWork(), times: 1);
                Emulator.Faults.Add("POST", Route, limited);
                break;
            case "429":
                Emulator.Faults.Add("POST", Route, limited);
                break;
            default:
                Run("Connect-LlamaCloud -SkipCheck -MaximumRetryCount 0 -BaseUri http://127.0.0.1:1").OrThrow();
                break;
        }

        EngineResult result = Run($"Start-<Job> -FileInput {SeedFiles.Invoice} @options");

        if (result.Output.Count == 1)
        {
            // It was looked for, and found or made again.
            Assert.True(mayBeStarted);
            Assert.Equal(Made, Ids(result));
            return;
        }

        string told = (result.Terminating ?? result.Errors.Single()).ToString();
        Assert.Equal(mayBeStarted, told.Contains("The job may have been started all the same: ", StringComparison.Ordinal));
    }

    private void AssertAllOut(EngineResult result) =>
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Distinct().Order());
}
