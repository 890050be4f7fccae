using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>How far it is, for whoever waits longer than a second.</summary>
public sealed class GetJobProgressTests : GroupTest
{
    [Theory]
    [OneProduct]
    public async Task Past_a_second_it_shows_how_many_are_done_and_have_failed(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(1240);
        ids[3] = Id("x1");
        ids[70] = Id("x2");
        ids[99] = Id("x3");
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", Route, Fault.Delay(TimeSpan.Zero), times: 12);
        Emulator.Faults.Add("GET", Route, Fault.Hold(held.Task));
        Engine.Runspace.SessionStateProxy.SetVariable("ids", ids);
        using Shell command = Command("$ids | Get-<Job> -ThrottleLimit 1");
        TaskCompletionSource shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TimeSpan? first = null;
        long start = Stopwatch.GetTimestamp();
        command.Streams.Progress.DataAdded += (_, added) =>
        {
            first ??= Stopwatch.GetElapsedTime(start);
            if (command.Streams.Progress[added.Index].StatusDescription == "1,200 (3 failed)")
            {
                shown.TrySetResult();
            }
        };
        IAsyncResult running = command.BeginInvoke();
        await shown.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        held.SetResult();

        Assert.Equal(1237, command.EndInvoke(running).Count);
        ProgressRecord[] records = [.. command.Streams.Progress];
        Assert.True(first >= TimeSpan.FromSeconds(1), $"It was shown after {first}.");
        Assert.All(records, record => Assert.Equal($"Getting {Product.Name}s", record.Activity));
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
        Assert.All(records[..^1], record => Assert.Equal(ProgressRecordType.Processing, record.RecordType));
    }

    [Theory]
    [OneProduct]
    public void One_item_has_no_progress(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(1);
        Emulator.Faults.Add("GET", Route + "/*", Fault.Delay(TimeSpan.FromSeconds(1.5)));
        Engine.Runspace.SessionStateProxy.SetVariable("ids", ids);
        using Shell command = Command("$ids | Get-<Job>");

        Assert.Single(command.Invoke());
        Assert.Empty(command.Streams.Progress);
    }

    [Theory]
    [OneProduct]
    public async Task It_is_taken_away_when_the_command_ends_early(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(4);
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", $"{Route}/{ids[3]}", Fault.Hold(held.Task), times: 1);
        Emulator.Faults.Add("GET", $"{Route}/{ids[2]}", Fault.Hold(held.Task), times: 1);
        Engine.Runspace.SessionStateProxy.SetVariable("ids", (string[])[.. ids[..2], Id("x"), ids[2], ids[3]]);
        using Shell command = Command("$ids | Get-<Job> -NoGrouping | ForEach-Object { if ($_.Id -eq '<id>0002') { throw 'enough' } }");
        TaskCompletionSource shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        command.Streams.Progress.DataAdded += (_, _) => shown.TrySetResult();
        IAsyncResult running = command.BeginInvoke();
        await shown.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        held.SetResult();

        Assert.ThrowsAny<RuntimeException>(() => { command.EndInvoke(running); });
        Assert.Equal("3 (1 failed)", command.Streams.Progress[0].StatusDescription);
        Assert.Equal(ProgressRecordType.Completed, command.Streams.Progress.Last().RecordType);
    }
}
