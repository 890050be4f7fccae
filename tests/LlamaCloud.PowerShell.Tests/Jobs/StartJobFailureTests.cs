using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>Nothing is lost, and nothing is made twice.</summary>
public sealed class StartClassifyJobFailureTests : StartTest
{
    [Fact]
    public void Of_two_hundred_documents_each_becomes_one_job_whatever_goes_wrong_on_the_way()
    {
        const int Documents = 200;
        foreach (int number in Enumerable.Range(0, Documents))
        {
            Write($"{number:000}.txt", $"Document {number}. Invoice number, line items, total amount due.");
        }

        // One request in twenty fails, in three ways; the next of them does not before the others have had their turn.
        Fault[] faults = [Fault.Answer(500, "application/json", """{"detail":"away"}"""), Fault.Cut(), Fault.CutAfterWork()];
        foreach (string path in (string[])[Files, Classify])
        {
            for (int i = 0; i < Documents / 20; i++)
            {
                Emulator.Faults.Add("POST", path, Fault.Delay(TimeSpan.Zero), times: 18);
                Emulator.Faults.Add("POST", path, faults[i % faults.Length], times: 1);
            }
        }

        Engine.Run("Connect-LlamaCloud -SkipCheck -MaximumRetryCount 3").OrThrow();
        EngineResult result = Engine.Run("$folder.GetFiles() | Start-ClassifyJob -Rule $rules").OrThrow();

        Assert.Equal(Documents, result.Output.Count);
        Assert.Equal(Documents, Made.Length);
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
        Assert.Equal(Documents, result.Output.Select(job => (string)job.Properties["SourcePath"].Value).Distinct().Count());
        Assert.All(result.Output, job => Assert.Equal(job.Properties["FileName"].Value, Emulator.Files.Find((string)Job(job)["file_input"]!)!.Name));
        Assert.True(Emulator.Requests.All.Count >= (2 * Documents) + 20);
    }

    [Fact]
    public void When_only_the_creation_fails_the_error_is_the_file_and_can_be_piped_on()
    {
        Write("a.txt");
        Emulator.Faults.Add("POST", Classify, Fault.Status(400, "not today"), times: 1);
        EngineResult failed = Engine.Run("$folder.GetFiles() | Start-ClassifyJob -Rule $rules");

        ErrorRecord error = Assert.Single(failed.Errors);
        string file = Emulator.Files.All.Single(one => one.Name == "a.txt").Id;
        Assert.Equal("ClassifyJobInvalidRequest", IdOf(error));
        Assert.Contains(file, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("a.txt' could not be started", error.ToString(), StringComparison.Ordinal);
        Engine.Runspace.SessionStateProxy.SetVariable("target", error.TargetObject);
        PSObject job = Engine.Run("$target | Start-ClassifyJob -Rule $rules").OrThrow().Output.Single();
        Assert.Equal((file, "a.txt"), (job.Properties["FileInput"].Value, job.Properties["FileName"].Value));
        Assert.EndsWith("a.txt", (string)job.Properties["SourcePath"].Value, StringComparison.Ordinal);
        Assert.Equal(1, Count("POST", Files));
    }

    [Fact]
    public void A_file_that_the_service_does_not_have_is_its_error()
    {
        EngineResult result = Engine.Run($"'dfl-nowhere', '{SeedFiles.Invoice}' | Start-ClassifyJob -Rule $rules");

        Assert.Equal(["ClassifyJobNotFound"], IdsOf(result));
        Assert.Contains("could not be started", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Theory]
    [InlineData(402, "ClassifyJobPaymentRequired")]
    [InlineData(401, "ClassifyJobUnauthorized")]
    public void Without_credits_or_key_nothing_more_is_uploaded_and_what_was_made_comes_out(int status, string id)
    {
        foreach (int number in Enumerable.Range(0, 20))
        {
            Write($"{number:00}.txt");
        }

        Emulator.Faults.Add("POST", Classify, Fault.Delay(TimeSpan.Zero), times: 2);
        Emulator.Faults.Add("POST", Classify, Fault.Status(status, "no"));
        EngineResult result = Engine.Run("$folder.GetFiles() | Start-ClassifyJob -Rule $rules -ThrottleLimit 1");

        Assert.Equal(id, IdOf(result.Terminating));
        Assert.Equal(2, result.Output.Count);
        Assert.Equal((3, 3), (Count("POST", Files), Count("POST", Classify)));
        Assert.Contains("dfl-", result.Terminating!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_made_behind_the_document_that_ends_the_command_comes_out_too()
    {
        foreach (int number in Enumerable.Range(0, 8))
        {
            Write($"{number:00}.txt");
        }

        // The first creation is refused at once; those that are on their way by then end as they would.
        Emulator.Faults.Add("POST", Files, Fault.Status(402, "no credits"), times: 1);
        EngineResult result = Engine.Run("$folder.GetFiles() | Start-ClassifyJob -Rule $rules -ThrottleLimit 8");

        Assert.Equal("LlamaCloudFilePaymentRequired", IdOf(result.Terminating));
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
    }

    [Fact]
    public void With_wait_too_what_was_made_comes_out_before_the_command_ends()
    {
        Write("0.txt");
        Write("1.txt");
        Emulator.Faults.Add("POST", Classify, Fault.Delay(TimeSpan.Zero), times: 1);
        Emulator.Faults.Add("POST", Classify, Fault.Status(402, "no credits"));
        EngineResult result = Engine.Run("$folder.GetFiles() | Start-ClassifyJob -Rule $rules -ThrottleLimit 1 -Wait");

        Assert.Equal("ClassifyJobPaymentRequired", IdOf(result.Terminating));
        Assert.Equal(Made, result.Output.Select(job => (string)job.Properties["Id"].Value));
    }

    [Fact]
    public void A_transaction_id_of_each_document_makes_a_second_run_the_same_jobs()
    {
        Write("a.txt");
        Write("b.txt");
        const string Script = "$folder.GetFiles() | Start-ClassifyJob -Rule $rules -TransactionId { \"inbox-$($_.Name)\" }";
        EngineResult first = Engine.Run(Script).OrThrow();
        EngineResult second = Engine.Run(Script).OrThrow();

        Assert.Equal(first.Output.Select(job => job.Properties["Id"].Value), second.Output.Select(job => job.Properties["Id"].Value));
        Assert.Equal(["inbox-a.txt", "inbox-b.txt"], first.Output.Select(job => (string)job.Properties["TransactionId"].Value).Order());
        Assert.Equal(2, Made.Length);
        // What was uploaded for the first run serves the second.
        Assert.Equal(2, Count("POST", Files));
        Assert.Empty(first.Warnings);
        Assert.Empty(second.Warnings);
    }

    [Fact]
    public void A_changed_file_under_the_same_transaction_id_gets_one_warning()
    {
        Write("a.txt");
        const string Script = "$folder.GetFiles() | Start-ClassifyJob -Rule $rules -TransactionId { \"inbox-$($_.Name)\" }";
        Engine.Run(Script).OrThrow();
        Write("a.txt", "something else");
        EngineResult second = Engine.Run(Script).OrThrow();

        Assert.Single(Made);
        Assert.Contains("has another document than was sent: the transaction id 'inbox-a.txt' was used before", Assert.Single(second.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_contents_for_another_transaction_are_uploaded_for_it()
    {
        Write("a.txt");
        Engine.Run("1, 2 | ForEach-Object { $folder.GetFiles() | Start-ClassifyJob -Rule $rules -TransactionId \"t$_\" }").OrThrow();

        Assert.Equal((2, 2), (Made.Length, Count("POST", Files)));
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
    public void One_transaction_id_for_several_documents_is_an_error_for_all_others()
    {
        EngineResult result = Engine.Run($"Start-ClassifyJob -FileInput {SeedFiles.Invoice}, {SeedFiles.Receipt}, {SeedFiles.Invoice} -Rule $rules -TransactionId t");

        Assert.Equal(["ClassifyJobTransactionIdInvalid"], IdsOf(result));
        Assert.Equal(2, result.Output.Count);
        Assert.Single(Made);
        Assert.Equal(["ClassifyJobTransactionIdInvalid"], IdsOf(Engine.Run($"Start-ClassifyJob -FileInput {SeedFiles.Invoice} -Rule $rules -TransactionId ('x' * 256)")));
    }

    [Fact]
    public async Task Ctrl_C_ends_what_is_under_way()
    {
        foreach (int number in Enumerable.Range(0, 10))
        {
            Write($"{number:00}.txt");
        }

        Emulator.Faults.Add("POST", Files, Fault.Silence());
        using Shell command = Engine.Command("$folder.GetFiles() | Start-ClassifyJob -Rule $rules -ThrottleLimit 4");
        IAsyncResult running = command.BeginInvoke();
        IReadOnlyList<LlamaCloud.Emulator.RecordedRequest> requests = await Emulator.Requests.WaitForAsync(4);
        await Task.Run(command.Stop, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Throws<PipelineStoppedException>(() => { command.EndInvoke(running); });
        Assert.All(await Task.WhenAll(requests.Select(request => request.Answered)), Assert.False);
    }

    [Fact]
    public void With_error_action_stop_what_was_made_comes_out_before_the_command_ends()
    {
        Write("0.txt");
        Write("2.txt");
        EngineResult result = Engine.Run("Start-ClassifyJob 0.txt, nowhere.txt, 2.txt -Rule $rules -ErrorAction Stop");

        Assert.Equal("LlamaCloudFilePathNotFound", IdOf(result.Terminating));
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
    }

    [Fact]
    public void With_error_action_stop_the_jobs_that_are_waited_for_come_out_too()
    {
        Write("0.txt", "\0");
        Write("1.txt");
        Emulator.Jobs.RunningFor = TimeSpan.FromHours(1);
        Keep(new StepClock { Step = TimeSpan.FromSeconds(1) }.Use());
        EngineResult result = Engine.Run("$ErrorActionPreference = 'Stop'; $folder.GetFiles() | Start-ClassifyJob -Rule $rules -Wait -Timeout 2");

        Assert.Equal("ClassifyJobWaitTimeout", IdOf(result.Terminating));
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ErrorAction Stop")]
    public void When_the_key_is_refused_while_it_waits_the_jobs_come_out(string action)
    {
        Write("0.txt");
        Write("1.txt");
        Emulator.Faults.Add("GET", Classify, Fault.Status(401, "no"));
        EngineResult result = Engine.Run($"$folder.GetFiles() | Start-ClassifyJob -Rule $rules -Wait {action}");

        Assert.Equal("ClassifyJobUnauthorized", IdOf(result.Terminating));
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
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

    [Fact]
    public void A_configuration_that_is_not_there_ends_the_command()
    {
        foreach (int number in Enumerable.Range(0, 5))
        {
            Write($"{number}.txt");
        }

        EngineResult result = Engine.Run("$folder.GetFiles() | Start-ClassifyJob -ConfigurationId cfg-99999999-9999-4999-8999-999999999999 -ThrottleLimit 1");

        Assert.Equal("ClassifyJobNotFound", IdOf(result.Terminating));
        Assert.Equal(1, Count("POST", Files));
    }

    [Fact]
    public void Rules_in_place_of_a_configuration_are_told_too()
    {
        EngineResult result = Engine.Run($$"""
            Start-ClassifyJob -FileInput {{SeedFiles.Invoice}} -Rule $rules -TransactionId t
            Start-ClassifyJob -FileInput {{SeedFiles.Invoice}} -ConfigurationId {{LlamaCloud.Emulator.Configurations.SeedConfigurations.Inbox}} -TransactionId t
            """).OrThrow();

        Assert.Contains("has other rules than", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }
}
