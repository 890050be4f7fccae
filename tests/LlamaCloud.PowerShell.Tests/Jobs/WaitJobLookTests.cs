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
    public void The_first_pauses_are_of_a_second_and_two_and_none_is_longer_than_asked_for(TestedProduct product)
    {
        Use(product);
        PutAll(["a", "b"], Product.Running);
        List<TimeSpan> looks = Looks();
        Clock.Step = TimeSpan.FromSeconds(0.2);
        Clock.At(TimeSpan.FromSeconds(25), () => PutAll(["a", "b"], Product.Completed));
        Run("Wait-<Job> a, b -PollInterval 3").OrThrow();

        double[] pauses = [.. looks.Zip(looks.Skip(1), (one, next) => (next - one).TotalSeconds)];
        double[] longest = [1, 2, 3, 3, 3, 3];
        // Each is up to a twentieth shorter. How much later a look arrives than it was due is the machine's, and makes the pause after it
        // seem shorter: the clock goes on meanwhile, by steps.
        // Without an end to the growth the last would be of 8 s at least.
        Assert.InRange(pauses.Length, longest.Length, 13);
        Assert.All(longest.Zip(pauses), pair => Assert.InRange(pair.Second, (0.9 * pair.First) - 0.5, pair.First + 4));
    }

    [Theory]
    [OneProduct]
    public void The_requests_of_a_look_are_spread_over_the_pause(TestedProduct product)
    {
        Use(product);
        string[] ids = [.. Enumerable.Range(0, 300).Select(number => Id($"{number:000}"))];
        PutAll(ids, Product.Running);
        List<TimeSpan> looks = Looks();
        Clock.Step = TimeSpan.FromSeconds(0.2);
        // Each of the ids takes a step.
        Clock.At(TimeSpan.FromSeconds(76), () => PutAll(ids, Product.Completed));
        Assert.Equal(300, Run("$ids = 0..299 | ForEach-Object { '<id>{0:000}' -f $_ }; Wait-<Job> $ids").OrThrow().Output.Count);

        // Three of each look: at once, within a second, within two, within 3.2.
        double[] pauses = [.. looks.Zip(looks.Skip(1), (one, next) => (next - one).TotalSeconds)];
        Assert.InRange(looks.Count, 12, 36);
        // The one in the middle: together they would come in next to no time, and two of three pauses be short. One may arrive late.
        double[] later = [.. pauses.Skip(9).Take(9).Order()];
        Assert.True(later[later.Length / 2] >= 0.7, string.Join(", ", later));
    }

    // When each arrives, as it goes on.
    private List<TimeSpan> Looks()
    {
        List<TimeSpan> looks = [];
        Emulator.Faults.Add("GET", Route, Fault.HoldIf(_ =>
        {
            lock (looks)
            {
                looks.Add(Clock.Elapsed);
            }

            return false;
        }));
        return looks;
    }
}
