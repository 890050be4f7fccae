using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>How often jobs that are waited for are looked at, where, and what a user sees meanwhile.</summary>
public sealed class WaitJobLookTests : WaitTest
{
    [Theory]
    [EachProduct]
    public void Jobs_of_two_projects_are_waited_for_at_once_each_group_in_its_own(TestedProduct product)
    {
        Use(product);
        PutAll(["a", "b"], Product.Running);
        PutAll(["c", "d"], Product.Running, JobStore.OtherProjectId);
        Run($"$a, $b = Get-<Job> a, b; $c, $d = Get-<Job> c, d -ProjectId {JobStore.OtherProjectId}").OrThrow();
        PutAll(["a", "b"], Product.Completed);
        PutAll(["c", "d"], Product.Completed, JobStore.OtherProjectId);
        Emulator.Requests.Clear();
        EngineResult result = Run("Wait-<Job> $a, $c, $b, $d").OrThrow();

        Assert.Equal(["a", "b", "c", "d"], result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
        Assert.Equal(
            [
                Looked("&job_ids=a&job_ids=b", JobStore.DefaultProjectId),
                Looked("&job_ids=c&job_ids=d", JobStore.OtherProjectId),
            ],
            Emulator.Requests.Targets.Order(StringComparer.Ordinal));
    }

    [Theory]
    [EachProduct]
    public void The_project_that_is_given_is_that_of_all_that_name_none(TestedProduct product)
    {
        Use(product);
        PutAll(["a", "b"], Product.Completed, JobStore.OtherProjectId);

        Assert.Equal(2, Run($"Wait-<Job> -JobId a, b -ProjectId {JobStore.OtherProjectId}").OrThrow().Output.Count);
        Assert.Equal([Looked("&job_ids=a&job_ids=b", JobStore.OtherProjectId)], Emulator.Requests.Targets);
    }

    [Theory]
    [EachProduct]
    public void The_progress_counts_what_has_ended_and_what_is_in_which_status_and_goes_away(TestedProduct product)
    {
        Use(product);
        PutAll(["a", "b"], Product.Running);
        PutAll(["c"], Product.Pending);
        Clock.At(TimeSpan.FromSeconds(8), () => PutAll(["a"], Product.Completed));
        Clock.At(TimeSpan.FromSeconds(20), () => PutAll(["b", "c"], Product.Completed));
        using Shell command = Command("Wait-<Job> a, b, c -PollInterval 2");
        command.Invoke();
        ProgressRecord[] shown = [.. command.Streams.Progress];

        Assert.Empty(command.Streams.Error);
        Assert.All(shown, record => Assert.Equal((1, $"Waiting for {Product.Name}s"), (record.ActivityId, record.Activity)));
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
        Assert.All(shown[..^1], record => Assert.Matches(@"^\d of 3 ended, .+, 0:00:\d\d$", record.StatusDescription));
        // The time is the last word of each, and it only goes on.
        string[] times = [.. shown[..^1].Select(record => record.StatusDescription.Split(' ')[^1])];
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        Assert.Contains(
            shown,
            record => record.StatusDescription.StartsWith(
                $"0 of 3 ended, 1 {Product.Pending}, 2 {Product.Running}, ", StringComparison.Ordinal)
                && record.PercentComplete == 0);
        Assert.Contains(
            shown,
            record => record.StatusDescription.StartsWith(
                $"1 of 3 ended, 1 {Product.Pending}, 1 {Product.Running}, ", StringComparison.Ordinal)
                && record.PercentComplete == 33);
    }

    [Theory]
    [OneProduct]
    public void The_first_pause_is_a_second_each_is_half_as_long_again_and_none_is_longer_than_asked_for(TestedProduct product)
    {
        Use(product);
        PutAll(["a", "b"], Product.Running);
        List<TimeSpan> looks = [];
        Emulator.Faults.Add("GET", Route, Fault.HoldIf(_ =>
        {
            looks.Add(Clock.Elapsed);
            return false;
        }));
        Clock.Step = TimeSpan.FromSeconds(0.2);
        Clock.At(TimeSpan.FromSeconds(30), () => PutAll(["a", "b"], Product.Completed));
        Run("Wait-<Job> a, b -PollInterval 3").OrThrow();

        double[] pauses = [.. looks.Zip(looks.Skip(1), (one, next) => (next - one).TotalSeconds)];
        double[] longest = [1, 1.5, 2.25, 3, 3, 3, 3];
        // Each is up to a quarter shorter. How much later a look arrives than it was due is the machine's: the clock goes on meanwhile.
        // Without an end to the growth the last would be of 8 s at least.
        Assert.InRange(pauses.Length, longest.Length, 15);
        Assert.All(longest.Zip(pauses), pair => Assert.InRange(pair.Second, 0.75 * pair.First, pair.First + 4));
    }
}
