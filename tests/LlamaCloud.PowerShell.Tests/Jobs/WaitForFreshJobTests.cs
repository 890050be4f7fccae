using System.Linq;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>A job that was made or read a moment ago is there, whatever the service says of it for a while.</summary>
public sealed class WaitForFreshJobTests : WaitTest
{
    [Theory]
    [EachProduct]
    public void A_404_of_a_job_that_was_seen_passes(TestedProduct product)
    {
        Use(product);
        PutAll([Pending], Product.Pending);
        Run("$job = Get-<Job> $pending").OrThrow();
        PutAll([Pending], Product.Completed);
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, "application/json", """{"items":[],"next_page_token":null}"""), times: 2);
        Emulator.Faults.Add("GET", $"{Route}/{Pending}", Fault.Status(404, "Not there yet"), times: 2);

        Assert.Equal(Product.Completed, Run("$job | Wait-<Job>").OrThrow().Output.Single().Properties["Status"].Value);
    }

    [Theory]
    [OneProduct]
    public void One_that_stays_away_is_an_error_about_the_job_as_it_was_last_seen(TestedProduct product)
    {
        Use(product);
        PutAll([Pending], Product.Pending);
        EngineResult result = Run("""
            $job = Get-<Job> $pending
            $job.FileName = 'a.pdf'
            $global:job = $job
            """).OrThrow();
        Emulator.Faults.Add("GET", Route + "*", Fault.Status(404, "Gone"));
        result = Run("$job | Wait-<Job>");

        Assert.Equal(Error("NotFound"), IdOf(Assert.Single(result.Errors)));
        AssertTarget(result);
    }

    [Theory]
    [EachProduct]
    public void An_id_that_nobody_has_seen_is_an_error_at_once(TestedProduct product)
    {
        Use(product);
        EngineResult result = Run("Wait-<Job> -JobId <id>none");

        Assert.Equal(Error("NotFound"), IdOf(Assert.Single(result.Errors)));
        Assert.Equal(Id("none"), result.Errors[0].TargetObject);
    }

    private void AssertTarget(EngineResult result)
    {
        System.Management.Automation.PSObject target = System.Management.Automation.PSObject.AsPSObject(result.Errors[0].TargetObject);
        Assert.Equal((Product.Pending, "a.pdf"), ((string)target.Properties["Status"].Value, (string)target.Properties["FileName"].Value));
    }
}
