using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>Waiting for jobs: what comes out, and what goes wrong.</summary>
public sealed class WaitJobTests : WaitTest
{
    [Theory]
    [EachProduct]
    public void What_has_ended_already_costs_no_request(TestedProduct product)
    {
        Use(product);
        EngineResult result = Run("$job = Get-<Job> $done; $job | Wait-<Job>").OrThrow();

        Assert.Equal(Done, result.Output.Single().Properties["Id"].Value);
        Assert.Single(Emulator.Requests.All);
    }

    [Theory]
    [EachProduct]
    public void Failed_is_an_error_with_the_job_and_cancelled_a_warning(TestedProduct product)
    {
        Use(product);
        EngineResult result = Run("$failed, $cancelled, $failed | Wait-<Job>");

        Assert.Equal([Product.Failed, Product.Cancelled], result.Output.Select(job => job.Properties["Status"].Value));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(Error("Failed"), IdOf(error));
        Assert.Contains("The service says: The file is encrypted and could not be read.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(Failed, new PSObject(error.TargetObject).Properties["Id"].Value);
        Assert.Contains("was cancelled", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [EachProduct]
    public void A_hundred_jobs_of_five_seconds_cost_at_most_ten_requests(TestedProduct product)
    {
        Use(product);
        string[] ids = [.. Enumerable.Range(0, 100).Select(number => Id($"{number:000}"))];
        PutAll(ids, Product.Running);
        Clock.At(TimeSpan.FromSeconds(5), () => PutAll(ids, Product.Completed));
        EngineResult result = Run("0..99 | ForEach-Object { '<id>{0:000}' -f $_ } | Wait-<Job>").OrThrow();

        Assert.Equal(ids, result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
        Assert.InRange(Emulator.Requests.All.Count, 2, 10);
    }

    [Theory]
    [EachProduct]
    public void Each_job_comes_out_once_as_it_ends(TestedProduct product)
    {
        Use(product);
        Clock.Step = TimeSpan.FromSeconds(1);
        PutAll(["a", "b", "c"], Product.Running);
        Clock.At(TimeSpan.FromSeconds(10), () => PutAll(["b"], Product.Completed));
        Clock.At(TimeSpan.FromSeconds(40), () => PutAll(["a", "c"], Product.Completed));
        EngineResult result = Run("'a', 'b', 'c', 'b', 'a' | Wait-<Job>").OrThrow();

        Assert.Equal(["b", "a", "c"], result.Output.Select(job => job.Properties["Id"].Value));
    }

    [Theory]
    [EachProduct]
    public void What_was_added_to_an_object_is_on_the_one_that_comes_out(TestedProduct product)
    {
        Use(product);
        PutAll(["a"], Product.Pending);
        Clock.At(TimeSpan.FromSeconds(5), () => PutAll(["a"], Product.Completed));
        PSObject job = Run(
            "$job = Get-<Job> a; $job.psobject.Properties.Add([psnoteproperty]::new('SourcePath', '/in/a.pdf')); $job | "
                + "Wait-<Job>").OrThrow().Output.Single();

        Assert.Equal((Product.Completed, "/in/a.pdf"), (job.Properties["Status"].Value, job.Properties["SourcePath"].Value));
    }

    [Theory]
    [EachProduct]
    public void Computed_members_and_type_names_come_along_and_lists_in_lists_are_taken_apart(TestedProduct product)
    {
        Use(product);
        PutAll(["a", "b"], Product.Pending);
        Clock.At(TimeSpan.FromSeconds(5), () => PutAll(["a", "b"], Product.Completed));
        EngineResult result = Run("""
            $a = Get-<Job> a
            $a.psobject.Properties.Add([psscriptproperty]::new('Short', { "$($this.Id)-$($this.Status)" }))
            $a.psobject.TypeNames.Insert(0, 'Inbox.Job')
            Wait-<Job> -InputObject @(, $a), (Get-<Job> b)
            """).OrThrow();

        PSObject job = result.Output.Single(job => job.Properties["Id"].Value is "a");
        Assert.Equal(($"a-{Product.Completed}", "Inbox.Job"), (job.Properties["Short"].Value.ToString(), job.TypeNames[0]));
        Assert.Equal(2, result.Output.Count);
    }

    [Theory]
    [EachProduct]
    public void Timeout_0_looks_once_and_the_error_has_the_job_as_last_seen(TestedProduct product)
    {
        Use(product);
        EngineResult result = Run("Wait-<Job> $done, $running, $pending -Timeout 0");

        Assert.Single(result.Output);
        Assert.Equal([Error("WaitTimeout"), Error("WaitTimeout")], IdsOf(result));
        Assert.Equal(
            [Product.Running, Product.Pending], result.Errors.Select(error => new PSObject(error.TargetObject).Properties["Status"].Value));
        Assert.Contains($"it was {Product.Running} when last seen", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
    }

    [Theory]
    [EachProduct]
    public void A_timeout_ends_the_wait_of_all_that_are_left(TestedProduct product)
    {
        Use(product);
        EngineResult result = Run("Wait-<Job> -JobId $running -TimeoutSec 30 -PollInterval 3");

        Assert.Equal(Error("WaitTimeout"), IdOf(Assert.Single(result.Errors)));
        Assert.InRange(Emulator.Requests.All.Count, 3, 20);
    }

    [Theory]
    [EachProduct]
    public void A_status_that_is_not_known_is_waited_for_with_one_warning(TestedProduct product)
    {
        Use(product);
        LeaveDescription();
        PutAll(["a", "b"], "RESTING");
        Clock.At(TimeSpan.FromSeconds(20), () => PutAll(["a", "b"], Product.Completed));
        EngineResult result = Run("Wait-<Job> a, b").OrThrow();

        Assert.Equal(2, result.Output.Count);
        Assert.Contains("RESTING", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [OneProduct("Wait-<Job>", "IdRequired")]
    [OneProduct("Wait-<Job> $unset", "IdInvalid")]
    [OneProduct("Wait-<Job> -JobId $null", "IdInvalid")]
    [OneProduct("$null | Wait-<Job>", "IdInvalid")]
    [OneProduct("[IO.FileInfo]'x.txt' | Wait-<Job>", "IdWrongType")]
    [OneProduct("[pscustomobject]@{ Name = 'x' } | Wait-<Job>", "IdMissing")]
    public void What_is_no_job_is_an_error(TestedProduct product, string script, string id)
    {
        Use(product);
        EngineResult result = Run(script);

        Assert.Equal(Error(id), IdOf(result.Terminating ?? Assert.Single(result.Errors)));
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [EachProduct]
    public void Rows_bind_and_an_empty_pipeline_does_nothing(TestedProduct product)
    {
        Use(product);
        Assert.Empty(Run("@() | Wait-<Job>").OrThrow().Output);
        Assert.Equal(2, Run("@{ job_id = $done }, [pscustomobject]@{ Id = $second } | Wait-<Job>").OrThrow().Output.Count);
    }

    [Theory]
    [EachProduct]
    public async Task Ctrl_C_ends_the_wait(TestedProduct product)
    {
        Use(product);
        using Shell command = Command("Wait-<Job> $running, $pending");
        IAsyncResult running = command.BeginInvoke();
        await Emulator.Requests.WaitForAsync(2);
        await Task.Run(command.Stop, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Throws<PipelineStoppedException>(() => { command.EndInvoke(running); });
    }
}
