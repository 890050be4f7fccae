using System;
using System.Linq;
using System.Threading;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>However the command ends, each job that was made comes out, and whoever starts it again pays for none twice.</summary>
public sealed class StartClassifyJobEndTests : StartTest
{
    [Theory]
    [InlineData("")]
    [InlineData("-Wait")]
    public void With_error_action_stop_what_was_made_behind_further_errors_comes_out_too(string wait)
    {
        Write("0.txt");
        Emulator.Faults.Add("POST", Files, Fault.Status(402, "no credits"));
        Emulator.Faults.Add("POST", Classify, Fault.Delay(TimeSpan.FromMilliseconds(300)));
        EngineResult result = Engine.Run(
            $"@($folder.GetFiles()[0], 'dfl-nowhere', '{SeedFiles.Invoice}', '{SeedFiles.Receipt}') | Start-ClassifyJob -Rule $rules -ErrorAction Stop {wait}");

        Assert.Equal("LlamaCloudFilePaymentRequired", IdOf(result.Terminating));
        Assert.Equal(2, Made.Length);
        AssertAllOut(result);
        Assert.Contains(result.Warnings, warning => warning.Contains("dfl-nowhere", StringComparison.Ordinal));
    }

    [Fact]
    public void A_job_that_had_failed_before_ends_the_command_after_those_that_are_under_way()
    {
        Write("0.txt", "\0");
        Engine.Run("Start-ClassifyJob 0.txt -Rule $rules -TransactionId tx0 -Wait");
        for (int i = 1; i < 6; i++)
        {
            Write($"{i}.txt");
        }

        Emulator.Faults.Add("POST", Classify, Fault.Delay(TimeSpan.FromMilliseconds(700)), times: 1);
        EngineResult result = Engine.Run("$folder.GetFiles() | Start-ClassifyJob -Rule $rules -Wait -TransactionId { \"tx$($_.BaseName)\" } -ErrorAction Stop");

        Assert.Equal("ClassifyJobFailed", IdOf(result.Terminating));
        AssertAllOut(result);
    }

    [Theory]
    [InlineData("\0", 0, "-ErrorAction Stop", "ClassifyJobFailed")]
    [InlineData("an invoice", 401, "", "ClassifyJobUnauthorized")]
    public void A_wait_that_ends_the_command_waits_for_the_starts_that_are_under_way(string first, int lookStatus, string action, string id)
    {
        Write("0.txt", first);
        Keep(new StepClock { Step = TimeSpan.FromSeconds(10) }.Use());
        // The third is on its way while those behind it are made and those before it are looked at.
        Emulator.Faults.Add("POST", Classify, Fault.Delay(TimeSpan.Zero), times: 2);
        Emulator.Faults.Add("POST", Classify, Fault.Delay(TimeSpan.FromSeconds(6)), times: 1);
        if (lookStatus > 0)
        {
            Emulator.Faults.Add("GET", Classify, Fault.Status(lookStatus, "no"));
        }

        // Five documents a second: the job needs half of one to fail, and a command that is not ended would take them for 20.
        Engine.Runspace.SessionStateProxy.SetVariable("pace", (Action)(() => Thread.Sleep(200)));
        EngineResult result = Engine.Run(
            $"& {{ $folder.GetFiles()[0]; for ($i = 0; $i -lt 100; $i++) {{ '{SeedFiles.Invoice}'; $pace.Invoke() }} }} | Start-ClassifyJob -Rule $rules -Wait {action}");

        Assert.Equal(id, IdOf(result.Terminating));
        Assert.InRange(Made.Length, 3, 100);
        AssertAllOut(result);
    }

    [Theory]
    [InlineData("200 html", true)]
    [InlineData("200 cut", true)]
    [InlineData("cut, then 429", true)]
    [InlineData("429", false)]
    [InlineData("nobody there", false)]
    public void A_job_that_may_have_been_started_is_told_with_its_transaction_id(string how, bool mayBeStarted)
    {
        Engine.Run("Connect-LlamaCloud -SkipCheck -MaximumRetryCount 1").OrThrow();
        Fault limited = Fault.Answer(429, "application/json", """{"detail":"slow"}""", "Retry-After: 3600");
        switch (how)
        {
            case "200 html":
                Emulator.Faults.Add("POST", Classify, Fault.Answer(200, "text/html", "<p>hi"), times: 1);
                break;
            case "200 cut":
                Emulator.Faults.Add("POST", Classify, Fault.CutWithin(20), times: 2);
                break;
            case "cut, then 429":
                Emulator.Faults.Add("POST", Classify, Fault.CutAfterWork(), times: 1);
                Emulator.Faults.Add("POST", Classify, limited);
                break;
            case "429":
                Emulator.Faults.Add("POST", Classify, limited);
                break;
            default:
                Engine.Run("Connect-LlamaCloud -SkipCheck -MaximumRetryCount 0 -BaseUri http://127.0.0.1:1").OrThrow();
                break;
        }

        EngineResult result = Engine.Run($"Start-ClassifyJob -FileInput {SeedFiles.Invoice} -Rule $rules");

        string told = (result.Terminating ?? result.Errors.Single()).ToString();
        Assert.Equal(mayBeStarted, told.Contains("The job may have been started all the same: with -TransactionId '", StringComparison.Ordinal));
    }

    private void AssertAllOut(EngineResult result) =>
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Distinct().Order());
}
