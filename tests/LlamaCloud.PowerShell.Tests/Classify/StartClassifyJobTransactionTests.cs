using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>What the service's own transaction ids are good for: it answers the job that there is, whatever is asked for now.</summary>
public sealed class StartClassifyJobTransactionTests : StartTest
{
    [Fact]
    public void A_changed_file_under_the_same_transaction_id_gets_one_warning()
    {
        Write("a.txt");
        const string Script = "$folder.GetFiles() | Start-ClassifyJob -Rule $rules -TransactionId { \"inbox-$($_.Name)\" }";
        Engine.Run(Script).OrThrow();
        Write("a.txt", "something else");
        EngineResult second = Engine.Run(Script).OrThrow();

        Assert.Single(Made);
        Assert.Contains(
            "has another document than was sent: the transaction id 'inbox-a.txt' was used before",
            Assert.Single(second.Warnings),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Other_rules_under_the_same_transaction_id_are_told()
    {
        EngineResult result = Engine.Run($$"""
            Start-ClassifyJob -FileInput {{SeedFiles.Invoice}} -Rule $rules -TransactionId t
            Start-ClassifyJob -FileInput {{SeedFiles.Invoice}} -Rule $rules -TransactionId t
            Start-ClassifyJob -FileInput {{SeedFiles.Invoice}} -Rule @{ other = 'something else here' } -TransactionId t
            Start-ClassifyJob -FileInput {{SeedFiles.Receipt}} -Rule @{ other = 'something else here' } -TransactionId t
            """).OrThrow();

        Assert.Single(Made);
        Assert.Equal(4, result.Output.Count);
        Assert.Equal(2, result.Warnings.Count);
        Assert.Contains("has other rules than", result.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("has another document and other rules than", result.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_in_place_of_a_configuration_are_told_too()
    {
        EngineResult result = Engine.Run($$"""
            Start-ClassifyJob -FileInput {{SeedFiles.Invoice}} -Rule $rules -TransactionId t
            Start-ClassifyJob -FileInput {{SeedFiles.Invoice}} -ConfigurationId {{SeedConfigurations.Inbox}} -TransactionId t
            """).OrThrow();

        Assert.Contains("has other rules than", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_creation_that_may_have_been_done_can_be_asked_for_again()
    {
        Write("a.txt");
        Engine.Run("Connect-LlamaCloud -SkipCheck -MaximumRetryCount 1").OrThrow();
        Emulator.Faults.Add("POST", Classify, Fault.CutAfterWork(), times: 2);
        ErrorRecord error = Assert.Single(Engine.Run("Start-ClassifyJob a.txt -Rule $rules").Errors);

        Assert.Contains("-TransactionId", error.ToString(), StringComparison.Ordinal);
        Engine.Runspace.SessionStateProxy.SetVariable("target", error.TargetObject);
        PSObject job = Engine.Run("$target | Start-ClassifyJob -Rule $rules").OrThrow().Output.Single();
        Assert.Equal([(string)job.Properties["Id"].Value], Made);
    }

    [Theory]
    [InlineData("200 html", true)]
    [InlineData("200 cut", true)]
    [InlineData("cut, then 429", true)]
    [InlineData("429", false)]
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
            default:
                Emulator.Faults.Add("POST", Classify, limited);
                break;
        }

        EngineResult result = Engine.Run($"Start-ClassifyJob -FileInput {SeedFiles.Invoice} -Rule $rules");

        string told = (result.Terminating ?? result.Errors.Single()).ToString();
        Assert.Equal(
            mayBeStarted, told.Contains("The job may have been started all the same: with -TransactionId '", StringComparison.Ordinal));
    }
}
