using System.Linq;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>A job that was made or read a moment ago is there, whatever the service says of it for a while.</summary>
public sealed class WaitForFreshJobTests : WaitTest
{
    [Fact]
    public void A_404_of_a_job_that_was_seen_passes()
    {
        PutAll([SeedJobs.Pending], "PENDING");
        Engine.Run($"$job = Get-ClassifyJob {SeedJobs.Pending}").OrThrow();
        PutAll([SeedJobs.Pending], "COMPLETED");
        Emulator.Faults.Add("GET", List, Fault.Answer(200, "application/json", """{"items":[],"next_page_token":null}"""), times: 2);
        Emulator.Faults.Add("GET", $"{List}/{SeedJobs.Pending}", Fault.Status(404, "Not there yet"), times: 2);

        Assert.Equal("COMPLETED", Engine.Run("$job | Wait-ClassifyJob").OrThrow().Output.Single().Properties["Status"].Value);
    }

    [Fact]
    public void One_that_stays_away_is_an_error_about_the_job_as_it_was_last_seen()
    {
        PutAll([SeedJobs.Pending], "PENDING");
        EngineResult result = Engine.Run($$"""
            $job = Get-ClassifyJob {{SeedJobs.Pending}}
            $job.FileName = 'a.pdf'
            $global:job = $job
            """).OrThrow();
        Emulator.Faults.Add("GET", List + "*", Fault.Status(404, "Gone"));
        result = Engine.Run("$job | Wait-ClassifyJob");

        Assert.StartsWith("ClassifyJobNotFound,", Assert.Single(result.Errors).FullyQualifiedErrorId, System.StringComparison.Ordinal);
        ClassifyJobTarget(result);
    }

    [Fact]
    public void An_id_that_nobody_has_seen_is_an_error_at_once()
    {
        EngineResult result = Engine.Run("Wait-ClassifyJob -JobId clj-none");

        Assert.StartsWith("ClassifyJobNotFound,", Assert.Single(result.Errors).FullyQualifiedErrorId, System.StringComparison.Ordinal);
        Assert.Equal("clj-none", result.Errors[0].TargetObject);
    }

    private static void ClassifyJobTarget(EngineResult result)
    {
        System.Management.Automation.PSObject target = System.Management.Automation.PSObject.AsPSObject(result.Errors[0].TargetObject);
        Assert.Equal(("PENDING", "a.pdf"), ((string)target.Properties["Status"].Value, (string)target.Properties["FileName"].Value));
    }
}
