using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Split;

/// <summary>Reading, waiting, stopping and removing, as far as it is not that of every product: words in lower case, and a stop that comes later.</summary>
public sealed class SplitJobTests : SplitTest
{
    [Fact]
    public void Status_words_are_shown_as_the_service_spells_them_and_taken_in_any_case()
    {
        Engine.Run("$job = Start-SplitJob post.txt -Category $categories -Wait").OrThrow();
        Assert.Equal(["completed"], Texts("Get-SplitJob -Status COMPLETED", "Status"));
        Assert.Contains("status=completed", Emulator.Requests.All[^1].Target, StringComparison.Ordinal);
        Assert.Equal(["completed 5"], Texts("$job | Get-SplitJob", "Status", "SegmentCount"));
    }

    [Fact]
    public void A_job_that_runs_is_waited_for_and_one_that_failed_says_why()
    {
        Emulator.SplitJobs.RunningFor = TimeSpan.FromMilliseconds(300);
        System.IO.File.WriteAllText(System.IO.Path.Combine(Folder, "empty.txt"), " \0 ");
        EngineResult result = Engine.Run("Start-SplitJob *.txt -Category $categories | Wait-SplitJob -Timeout 60");
        Assert.Equal(["completed", "failed"], result.Output.Select(job => job.Properties["Status"].Value).Order());
        Assert.Equal(["SplitJobFailed"], IdsOf(result));
        Assert.Contains("The document has no readable text", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_is_asked_for_and_takes_effect_later()
    {
        Emulator.SplitJobs.RunningFor = TimeSpan.FromHours(1);
        Engine.Run($"$jobs = '{SeedFiles.Invoice}', '{SeedFiles.Receipt}' | Start-SplitJob -Category $categories").OrThrow();
        Emulator.SplitJobs.StoppingFor = TimeSpan.FromHours(1);
        Assert.Equal(["processing"], Texts("$jobs[0] | Stop-SplitJob -PassThru", "Status"));

        Emulator.SplitJobs.StoppingFor = TimeSpan.FromMilliseconds(100);
        EngineResult waited = Engine.Run("$jobs[1] | Stop-SplitJob -Wait -PassThru").OrThrow();
        Assert.Equal("cancelled", waited.Output.Single().Properties["Status"].Value);
        EngineResult ended = Engine.Run("$jobs[1] | Stop-SplitJob -Wait");
        Assert.Equal(["SplitJobStateInvalid"], IdsOf(ended));
        Assert.Contains("is cancelled already and cannot be stopped", ended.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_ends_before_it_is_stopped_is_told()
    {
        Emulator.SplitJobs.RunningFor = TimeSpan.FromMilliseconds(400);
        Emulator.SplitJobs.StoppingFor = TimeSpan.FromHours(1);
        EngineResult result = Engine.Run("Start-SplitJob post.txt -Category $categories | Stop-SplitJob -Wait -PassThru");
        Assert.Empty(result.Output);
        Assert.Contains("is completed already and cannot be stopped", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_runs_is_removed_by_force_once_it_has_stopped()
    {
        Emulator.SplitJobs.RunningFor = TimeSpan.FromHours(1);
        Engine.Run("$job = Start-SplitJob post.txt -Category $categories").OrThrow();
        Assert.Contains("cannot be removed before it has ended", Assert.Single(Engine.Run("$job | Remove-SplitJob").Errors).ToString(), StringComparison.Ordinal);
        Engine.Run("$job | Remove-SplitJob -Force").OrThrow();
        Assert.Equal(0, Emulator.SplitJobs.Count);
    }
}
