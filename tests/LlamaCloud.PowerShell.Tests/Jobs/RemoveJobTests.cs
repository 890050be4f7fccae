using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>Removing jobs; what Stop-ClassifyJob has in common with it is tested there.</summary>
public sealed class RemoveClassifyJobTests : ModuleTest
{
    private const string Root = "/api/v2/classify/";

    [Theory]
    [InlineData($"Remove-ClassifyJob {SeedJobs.Invoice}, {SeedJobs.Failed}")]
    [InlineData($"Remove-ClassifyJob -JobId {SeedJobs.Invoice}, {SeedJobs.Failed} -Force")]
    [InlineData($"Get-ClassifyJob {SeedJobs.Invoice}, {SeedJobs.Failed} | Remove-ClassifyJob")]
    public void What_has_ended_is_removed_with_one_request_each(string script)
    {
        Assert.Empty(Engine.Run(script).OrThrow().Output);
        Assert.Null(Emulator.Jobs.Find(SeedJobs.Invoice, null));
        Assert.Null(Emulator.Jobs.Find(SeedJobs.Failed, null));
        Assert.Equal(2, Emulator.Requests.All.Count(request => request.Method == "DELETE"));
        Assert.DoesNotContain(Emulator.Requests.All, request => request.Method == "POST");
    }

    [Fact]
    public void What_runs_is_a_plain_error_about_it_stays_and_stops_no_other()
    {
        EngineResult result = Engine.Run($"'{SeedJobs.Running}', '{SeedJobs.Invoice}' | Remove-ClassifyJob");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("ClassifyJobStateInvalid", ErrorCategory.InvalidOperation), (IdOf(error), error.CategoryInfo.Category));
        Assert.Contains("-Force", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("RUNNING", new PSObject(error.TargetObject).Properties["Status"].Value);
        Assert.NotNull(Emulator.Jobs.Find(SeedJobs.Running, null));
        Assert.Null(Emulator.Jobs.Find(SeedJobs.Invoice, null));
    }

    [Fact]
    public void Force_stops_what_runs_and_then_removes_it()
    {
        Engine.Run($"'{SeedJobs.Running}', '{SeedJobs.Pending}' | Remove-ClassifyJob -Force -ThrottleLimit 1").OrThrow();

        Assert.Null(Emulator.Jobs.Find(SeedJobs.Running, null));
        Assert.Null(Emulator.Jobs.Find(SeedJobs.Pending, null));
        string[] all = [.. Emulator.Requests.All.Where(request => request.Target.Contains(SeedJobs.Running, StringComparison.Ordinal)).Select(request => $"{request.Method} {request.Target}")];
        Assert.Equal($"POST {Root}{SeedJobs.Running}/cancel", Assert.Single(all, one => one.StartsWith("POST", StringComparison.Ordinal)));
        Assert.Equal($"DELETE {Root}{SeedJobs.Running}", all[^1]);
    }

    [Fact]
    public void Force_removes_what_ends_by_itself_before_it_can_be_stopped()
    {
        // It runs when it is to be deleted and when it is looked at, and has ended when it is to be cancelled.
        Emulator.Faults.Add("DELETE", Root + SeedJobs.Invoice, Fault.Status(409, "it runs"), times: 1);
        Emulator.Faults.Add("GET", Root + SeedJobs.Invoice, Fault.Answer(200, "application/json", SeedJobs.Job(SeedJobs.Invoice, 1, "RUNNING").ToJsonString()), times: 1);
        Engine.Run($"Remove-ClassifyJob {SeedJobs.Invoice} -Force").OrThrow();

        Assert.Null(Emulator.Jobs.Find(SeedJobs.Invoice, null));
    }

    [Fact]
    public void A_removal_whose_answer_was_lost_is_no_error()
    {
        Emulator.Faults.Add("DELETE", Root + SeedJobs.Invoice, Fault.CutAfterWork(), times: 1);

        Assert.Empty(Engine.Run($"Remove-ClassifyJob {SeedJobs.Invoice}").OrThrow().Output);
        Assert.Null(Emulator.Jobs.Find(SeedJobs.Invoice, null));
    }

    [Fact]
    public void A_job_that_is_not_there_is_an_error_in_its_own_words()
    {
        ErrorRecord error = Assert.Single(Engine.Run($"'clj-0', '{SeedJobs.Invoice}' | Remove-ClassifyJob -Force").Errors);

        Assert.Equal(("ClassifyJobNotFound", "clj-0"), (IdOf(error), error.TargetObject));
        Assert.Null(Emulator.Jobs.Find(SeedJobs.Invoice, null));
    }

    [Fact]
    public void A_job_of_another_project_is_removed_there()
    {
        Engine.Run($"Get-ClassifyJob {SeedJobs.Elsewhere} -ProjectId {JobStore.OtherProjectId} | Remove-ClassifyJob").OrThrow();

        Assert.Null(Emulator.Jobs.Find(SeedJobs.Elsewhere, JobStore.OtherProjectId));
    }
}
