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

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>Nothing is lost, and nothing is made twice.</summary>
public sealed class StartJobFailureTests : DocumentTest
{
    [Theory]
    [EachProduct]
    public void Of_two_hundred_documents_each_becomes_one_job_whatever_goes_wrong_on_the_way(TestedProduct product)
    {
        Use(product);
        const int Documents = 200;
        foreach (int number in Enumerable.Range(0, Documents))
        {
            Write($"{number:000}.txt", $"Document {number}. Invoice number, line items, total amount due.");
        }

        // One request in twenty fails, in three ways; the next of them does not before the others have had their turn.
        Fault[] faults = [Fault.Answer(500, "application/json", """{"detail":"away"}"""), Fault.Cut(), Fault.CutAfterWork()];
        foreach (string path in (string[])[Files, Route])
        {
            for (int i = 0; i < Documents / 20; i++)
            {
                Emulator.Faults.Add("POST", path, Fault.Delay(TimeSpan.Zero), times: 18);
                Emulator.Faults.Add("POST", path, faults[i % faults.Length], times: 1);
            }
        }

        Run("Connect-LlamaCloud -SkipCheck -MaximumRetryCount 3").OrThrow();
        EngineResult result = Run("$folder.GetFiles() | Start-<Job> @options -ThrottleLimit 32").OrThrow();

        Assert.Equal(Documents, result.Output.Count);
        Assert.Equal(Documents, Made.Length);
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
        Assert.Equal(Documents, result.Output.Select(job => (string)job.Properties["SourcePath"].Value).Distinct().Count());
        Assert.All(result.Output, job => Assert.Equal(job.Properties["FileName"].Value, DocumentName(job)));
        Assert.True(Emulator.Requests.All.Count >= (2 * Documents) + 20);
        Assert.True(Count("POST", Route) > Documents);
        // Where the service does not see by itself what was made, it is looked for.
        Assert.Equal(!Product.HasTransactions, Count("GET", Route) > 0);
    }

    [Theory]
    [EachProduct]
    public void When_only_the_creation_fails_the_error_is_the_file_and_can_be_piped_on(TestedProduct product)
    {
        Use(product);
        Write("a.txt");
        Emulator.Faults.Add("POST", Route, Fault.Status(400, "not today"), times: 1);
        EngineResult failed = Run("$folder.GetFiles() | Start-<Job> @options");

        ErrorRecord error = Assert.Single(failed.Errors);
        string file = Emulator.Files.All.Single(one => one.Name == "a.txt").Id;
        Assert.Equal(Error("InvalidRequest"), IdOf(error));
        Assert.Contains(file, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("a.txt' could not be started", error.ToString(), StringComparison.Ordinal);
        Engine.Runspace.SessionStateProxy.SetVariable("target", error.TargetObject);
        PSObject job = Run("$target | Start-<Job> @options").OrThrow().Output.Single();
        Assert.Equal(("a.txt", "a.txt"), (DocumentName(job), job.Properties["FileName"].Value));
        Assert.EndsWith("a.txt", (string)job.Properties["SourcePath"].Value, StringComparison.Ordinal);
        Assert.Equal(1, Count("POST", Files));
    }

    [Theory]
    [EachProduct]
    public void A_file_that_the_service_does_not_have_is_its_error(TestedProduct product)
    {
        Use(product);
        EngineResult result = Run($"'dfl-nowhere', '{SeedFiles.Invoice}' | Start-<Job> @options");

        Assert.Equal([Error("NotFound")], IdsOf(result));
        Assert.Contains("could not be started", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Theory]
    [EachProduct(402, "PaymentRequired")]
    [OneProduct(401, "Unauthorized")]
    public void Without_credits_or_key_nothing_more_is_uploaded_and_what_was_made_comes_out(TestedProduct product, int status, string id)
    {
        Use(product);
        foreach (int number in Enumerable.Range(0, 20))
        {
            Write($"{number:00}.txt");
        }

        Emulator.Faults.Add("POST", Route, Fault.Delay(TimeSpan.Zero), times: 2);
        Emulator.Faults.Add("POST", Route, Fault.Status(status, "no"));
        EngineResult result = Run("$folder.GetFiles() | Start-<Job> @options -ThrottleLimit 1");

        Assert.Equal(Error(id), IdOf(result.Terminating));
        Assert.Equal(2, result.Output.Count);
        Assert.Equal((3, 3), (Count("POST", Files), Count("POST", Route)));
        Assert.Contains("dfl-", result.Terminating!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [EachProduct]
    public void What_was_made_behind_the_document_that_ends_the_command_comes_out_too(TestedProduct product)
    {
        Use(product);
        foreach (int number in Enumerable.Range(0, 8))
        {
            Write($"{number:00}.txt");
        }

        // The first creation is refused at once; those that are on their way by then end as they would.
        Emulator.Faults.Add("POST", Files, Fault.Status(402, "no credits"), times: 1);
        EngineResult result = Run("$folder.GetFiles() | Start-<Job> @options -ThrottleLimit 8");

        Assert.Equal("LlamaCloudFilePaymentRequired", IdOf(result.Terminating));
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
    }

    [Theory]
    [EachProduct]
    public void With_wait_too_what_was_made_comes_out_before_the_command_ends(TestedProduct product)
    {
        Use(product);
        Write("0.txt");
        Write("1.txt");
        Emulator.Faults.Add("POST", Route, Fault.Delay(TimeSpan.Zero), times: 1);
        Emulator.Faults.Add("POST", Route, Fault.Status(402, "no credits"));
        EngineResult result = Run("$folder.GetFiles() | Start-<Job> @options -ThrottleLimit 1 -Wait");

        Assert.Equal(Error("PaymentRequired"), IdOf(result.Terminating));
        Assert.Equal(Made, result.Output.Select(job => (string)job.Properties["Id"].Value));
    }

    [Theory]
    [EachProduct]
    public async Task Ctrl_C_ends_what_is_under_way(TestedProduct product)
    {
        Use(product);
        foreach (int number in Enumerable.Range(0, 10))
        {
            Write($"{number:00}.txt");
        }

        Emulator.Faults.Add("POST", Files, Fault.Silence());
        using Shell command = Command("$folder.GetFiles() | Start-<Job> @options -ThrottleLimit 4");
        IAsyncResult running = command.BeginInvoke();
        IReadOnlyList<LlamaCloud.Emulator.RecordedRequest> requests = await Emulator.Requests.WaitForAsync(4);
        await Task.Run(command.Stop, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Throws<PipelineStoppedException>(() => { command.EndInvoke(running); });
        Assert.All(await Task.WhenAll(requests.Select(request => request.Answered)), Assert.False);
    }

    [Theory]
    [EachProduct]
    public void With_error_action_stop_what_was_made_comes_out_before_the_command_ends(TestedProduct product)
    {
        Use(product);
        Write("0.txt");
        Write("2.txt");
        EngineResult result = Run("Start-<Job> 0.txt, nowhere.txt, 2.txt @options -ErrorAction Stop");

        Assert.Equal("LlamaCloudFilePathNotFound", IdOf(result.Terminating));
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
    }

    [Theory]
    [EachProduct]
    public void With_error_action_stop_the_jobs_that_are_waited_for_come_out_too(TestedProduct product)
    {
        Use(product);
        Write("0.txt", "\0");
        Write("1.txt");
        Jobs.RunningFor = TimeSpan.FromHours(1);
        Keep(new StepClock { Step = TimeSpan.FromSeconds(1) }.Use());
        EngineResult result = Run("$ErrorActionPreference = 'Stop'; $folder.GetFiles() | Start-<Job> @options -Wait -Timeout 2");

        Assert.Equal(Error("WaitTimeout"), IdOf(result.Terminating));
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
    }

    [Theory]
    [EachProduct("")]
    [EachProduct("-ErrorAction Stop")]
    public void When_the_key_is_refused_while_it_waits_the_jobs_come_out(TestedProduct product, string action)
    {
        Use(product);
        Write("0.txt");
        Write("1.txt");
        Emulator.Faults.Add("GET", Route, Fault.Status(401, "no"));
        EngineResult result = Run($"$folder.GetFiles() | Start-<Job> @options -Wait {action}");

        Assert.Equal(Error("Unauthorized"), IdOf(result.Terminating));
        Assert.Equal(Made.Order(), result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
    }

    [Theory]
    [EachProduct(HasConfigurations = true)]
    public void A_configuration_that_is_not_there_ends_the_command(TestedProduct product)
    {
        Use(product);
        foreach (int number in Enumerable.Range(0, 5))
        {
            Write($"{number}.txt");
        }

        EngineResult result = Run(
            "$folder.GetFiles() | Start-<Job> -ConfigurationId cfg-99999999-9999-4999-8999-999999999999 -ThrottleLimit 1");

        Assert.Equal(Error("NotFound"), IdOf(result.Terminating));
        Assert.Equal(1, Count("POST", Files));
    }
}
