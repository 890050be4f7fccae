using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>Removing jobs; what the Stop- command has in common with it is tested there.</summary>
public sealed class RemoveJobTests : JobTest
{
    private string Root => Route + "/";

    [Theory]
    [EachProduct("Remove-<Job> $done, $failed", HasRemove = true)]
    [OneProduct("Remove-<Job> -JobId $done, $failed -Force")]
    [EachProduct("Get-<Job> $done, $failed | Remove-<Job>", HasRemove = true)]
    public void What_has_ended_is_removed_with_one_request_each(TestedProduct product, string script)
    {
        Use(product);
        Assert.Empty(Run(script).OrThrow().Output);
        Assert.Null(Jobs.Find(Done, null));
        Assert.Null(Jobs.Find(Failed, null));
        Assert.Equal(2, Emulator.Requests.All.Count(request => request.Method == "DELETE"));
        Assert.DoesNotContain(Emulator.Requests.All, request => request.Method == "POST");
    }

    [Theory]
    [EachProduct(HasRemove = true)]
    public void What_runs_is_a_plain_error_about_it_stays_and_stops_no_other(TestedProduct product)
    {
        Use(product);
        EngineResult result = Run("$running, $done | Remove-<Job>");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal((Error("StateInvalid"), ErrorCategory.InvalidOperation), (IdOf(error), error.CategoryInfo.Category));
        Assert.Contains("-Force", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(Product.Running, new PSObject(error.TargetObject).Properties["Status"].Value);
        Assert.NotNull(Jobs.Find(Running, null));
        Assert.Null(Jobs.Find(Done, null));
    }

    [Theory]
    [EachProduct(HasRemove = true)]
    public void Force_stops_what_runs_and_then_removes_it(TestedProduct product)
    {
        Use(product);
        Run("$running, $pending | Remove-<Job> -Force -ThrottleLimit 1").OrThrow();

        Assert.Null(Jobs.Find(Running, null));
        Assert.Null(Jobs.Find(Pending, null));
        string[] all =
        [
            .. Emulator.Requests.All.Where(request => request.Target.Contains(Running, StringComparison.Ordinal))
                .Select(request => $"{request.Method} {request.Target}"),
        ];
        Assert.Equal($"POST {Root}{Running}/cancel", Assert.Single(all, one => one.StartsWith("POST", StringComparison.Ordinal)));
        Assert.Equal($"DELETE {Root}{Running}", all[^1]);
    }

    [Theory]
    [EachProduct(HasRemove = true)]
    public void Force_waits_between_a_cancel_that_is_only_asked_for_and_the_delete(TestedProduct product)
    {
        Use(product);
        Jobs.CancelsLater = true;
        // Shorter than the first pause between two looks.
        Jobs.StoppingFor = TimeSpan.FromMilliseconds(300);
        Run("Remove-<Job> $running -Force").OrThrow();

        Assert.Null(Jobs.Find(Running, null));
        Assert.Equal(["DELETE", "GET", "POST", "GET", "DELETE"], Emulator.Requests.All.Select(request => request.Method));
    }

    [Theory]
    [EachProduct(HasRemove = true)]
    public void Force_leaves_what_does_not_stop_and_says_so(TestedProduct product)
    {
        Use(product);
        Jobs.CancelsLater = true;
        Jobs.StoppingFor = TimeSpan.FromHours(1);
        Keep(new StepClock { Step = TimeSpan.FromSeconds(70) }.Use());
        EngineResult result = Run("$running, $done | Remove-<Job> -Force");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(Error("StateInvalid"), IdOf(error));
        Assert.Contains(
            $"'{Running}' was asked to stop and is still {Product.Running}. Run the command again later.",
            error.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(Product.Running, new PSObject(error.TargetObject).Properties["Status"].Value);
        Assert.NotNull(Jobs.Find(Running, null));
        Assert.Null(Jobs.Find(Done, null));
    }

    [Theory]
    [EachProduct(HasRemove = true)]
    public void Force_removes_what_ends_by_itself_before_it_can_be_stopped(TestedProduct product)
    {
        Use(product);
        // It runs when it is to be deleted and when it is looked at, and has ended when it is to be cancelled.
        Emulator.Faults.Add("DELETE", Root + Done, Fault.Status(409, "it runs"), times: 1);
        Emulator.Faults.Add(
            "GET", Root + Done, Fault.Answer(200, "application/json", Product.Answer(Product.Job(Done, 1, Product.Running))), times: 1);
        Run("Remove-<Job> $done -Force").OrThrow();

        Assert.Null(Jobs.Find(Done, null));
    }

    [Theory]
    [EachProduct(HasRemove = true)]
    public void A_removal_whose_answer_was_lost_is_no_error(TestedProduct product)
    {
        Use(product);
        Emulator.Faults.Add("DELETE", Root + Done, Fault.CutAfterWork(), times: 1);

        Assert.Empty(Run("Remove-<Job> $done").OrThrow().Output);
        Assert.Null(Jobs.Find(Done, null));
    }

    [Theory]
    [EachProduct(HasRemove = true)]
    public void A_job_that_is_not_there_is_an_error_in_its_own_words(TestedProduct product)
    {
        Use(product);
        ErrorRecord error = Assert.Single(Run("'<id>0', $done | Remove-<Job> -Force").Errors);

        Assert.Equal((Error("NotFound"), Id("0")), (IdOf(error), error.TargetObject));
        Assert.Null(Jobs.Find(Done, null));
    }

    [Theory]
    [EachProduct(HasRemove = true)]
    public void A_job_of_another_project_is_removed_there(TestedProduct product)
    {
        Use(product);
        Run($"Get-<Job> $elsewhere -ProjectId {JobStore.OtherProjectId} | Remove-<Job>").OrThrow();

        Assert.Null(Jobs.Find(Elsewhere, JobStore.OtherProjectId));
    }
}
