using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>How often jobs that are waited for are looked at, where, and what a user sees meanwhile.</summary>
public sealed class WaitClassifyJobLookTests : WaitTest
{
    [Fact]
    public void Jobs_of_two_projects_are_waited_for_at_once_each_group_in_its_own()
    {
        PutAll(["a", "b"], "RUNNING");
        PutAll(["c", "d"], "RUNNING", JobStore.OtherProjectId);
        Engine.Run($"$a, $b = Get-ClassifyJob a, b; $c, $d = Get-ClassifyJob c, d -ProjectId {JobStore.OtherProjectId}").OrThrow();
        PutAll(["a", "b"], "COMPLETED");
        PutAll(["c", "d"], "COMPLETED", JobStore.OtherProjectId);
        Emulator.Requests.Clear();
        EngineResult result = Engine.Run("Wait-ClassifyJob $a, $c, $b, $d").OrThrow();

        Assert.Equal(["a", "b", "c", "d"], result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
        Assert.Equal(
            [$"{List}?page_size=100&job_ids=a&job_ids=b&project_id={JobStore.DefaultProjectId}", $"{List}?page_size=100&job_ids=c&job_ids=d&project_id={JobStore.OtherProjectId}"],
            Emulator.Requests.Targets.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_project_that_is_given_is_that_of_all_that_name_none()
    {
        PutAll(["a", "b"], "COMPLETED", JobStore.OtherProjectId);

        Assert.Equal(2, Engine.Run($"Wait-ClassifyJob -JobId a, b -ProjectId {JobStore.OtherProjectId}").OrThrow().Output.Count);
        Assert.Equal([$"{List}?page_size=100&job_ids=a&job_ids=b&project_id={JobStore.OtherProjectId}"], Emulator.Requests.Targets);
    }

    [Fact]
    public void The_progress_counts_what_has_ended_and_what_is_in_which_status_and_goes_away()
    {
        PutAll(["a", "b"], "RUNNING");
        PutAll(["c"], "PENDING");
        Clock.At(TimeSpan.FromSeconds(8), () => PutAll(["a"], "COMPLETED"));
        Clock.At(TimeSpan.FromSeconds(20), () => PutAll(["b", "c"], "COMPLETED"));
        using Shell command = Engine.Command("Wait-ClassifyJob a, b, c -PollInterval 2");
        command.Invoke();
        ProgressRecord[] shown = [.. command.Streams.Progress];

        Assert.Empty(command.Streams.Error);
        Assert.All(shown, record => Assert.Equal((1, "Waiting for classify jobs"), (record.ActivityId, record.Activity)));
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
        Assert.All(shown[..^1], record => Assert.Matches(@"^\d of 3 ended, .+, 0:00:\d\d$", record.StatusDescription));
        // The time is the last word of each, and it only goes on.
        string[] times = [.. shown[..^1].Select(record => record.StatusDescription.Split(' ')[^1])];
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        Assert.Contains(shown, record => record.StatusDescription.StartsWith("0 of 3 ended, 1 PENDING, 2 RUNNING, ", StringComparison.Ordinal) && record.PercentComplete == 0);
        Assert.Contains(shown, record => record.StatusDescription.StartsWith("1 of 3 ended, 1 PENDING, 1 RUNNING, ", StringComparison.Ordinal) && record.PercentComplete == 33);
    }

    [Fact]
    public void The_first_pause_is_a_second_each_is_half_as_long_again_and_none_is_longer_than_asked_for()
    {
        PutAll(["a", "b"], "RUNNING");
        List<TimeSpan> looks = [];
        Emulator.Faults.Add("GET", List, Fault.HoldIf(_ =>
        {
            looks.Add(Clock.Elapsed);
            return false;
        }));
        Clock.Step = TimeSpan.FromSeconds(0.2);
        Clock.At(TimeSpan.FromSeconds(30), () => PutAll(["a", "b"], "COMPLETED"));
        Engine.Run("Wait-ClassifyJob a, b -PollInterval 3").OrThrow();

        double[] pauses = [.. looks.Zip(looks.Skip(1), (one, next) => (next - one).TotalSeconds)];
        double[] longest = [1, 1.5, 2.25, 3, 3, 3, 3];
        // Each is up to a quarter shorter. How much later a look arrives than it was due is the machine's: the clock goes on meanwhile.
        // Without an end to the growth the last would be of 8 s at least.
        Assert.InRange(pauses.Length, longest.Length, 15);
        Assert.All(longest.Zip(pauses), pair => Assert.InRange(pair.Second, 0.75 * pair.First, pair.First + 4));
    }
}
