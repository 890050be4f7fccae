using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>Ids that arrive slowly: what has come is not held back for what may never come.</summary>
public sealed class GetJobSlowUpstreamTests : GroupTest
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [EachProduct("")]
    [EachProduct("-NoGrouping")]
    public void Each_job_comes_out_before_the_next_id_is_asked_for(TestedProduct product, string parameters)
    {
        Use(product);
        string[] ids = Put(4);
        List<string> log = [];
        Engine.Runspace.SessionStateProxy.SetVariable("log", log);
        Run(ids, $$"""
            & { foreach ($id in $ids) { $log.Add("in $id"); $id; $advance.Invoke(2000) } } |
                Get-<Job> {{parameters}} | ForEach-Object { $log.Add("out $($_.Id)") }
            """).OrThrow();

        // Of the first alone nobody knows that the second will be long in coming.
        Assert.Equal(
            [
                In("in <id>0000"), In("in <id>0001"), In("out <id>0000"), In("out <id>0001"), In("in <id>0002"), In("out <id>0002"),
                In("in <id>0003"), In("out <id>0003"),
            ],
            log);
    }

    [Theory]
    [EachProduct]
    public void What_was_answered_is_not_lost_with_an_upstream_that_fails(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(2);
        List<string> log = [];
        Engine.Runspace.SessionStateProxy.SetVariable("log", log);
        EngineResult result = Run(
            ids, "& { $ids[0]; $advance.Invoke(500); $ids[1]; throw 'enough' } | Get-<Job> | ForEach-Object { $log.Add($_.Id) }");

        Assert.Equal("enough", result.Terminating!.ToString());
        Assert.Equal(ids, log);
    }

    [Theory]
    [EachProduct]
    public async Task An_answer_that_takes_too_long_is_not_waited_for_and_order_holds(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(3);
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource went = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", $"{Route}/{ids[1]}", Fault.Hold(held.Task));
        Engine.Runspace.SessionStateProxy.SetVariable("ids", ids);
        Engine.Runspace.SessionStateProxy.SetVariable("went", went);
        using Shell command = Command("& { $ids[0]; $advance.Invoke(2000); $ids[1]; $went.SetResult(); $ids[2] } | Get-<Job>");
        IAsyncResult running = command.BeginInvoke();
        await Emulator.Requests.WaitForAsync(2);
        Assert.False(went.Task.IsCompleted);
        // Half of what the upstream took.
        Advance(1001);
        await went.Task.WaitAsync(TimeSpan.FromSeconds(30), Ended);
        held.SetResult();

        Assert.Equal(ids, command.EndInvoke(running).Select(job => job.Properties["Id"].Value));
    }

    [Theory]
    [EachProduct]
    public async Task Ctrl_C_ends_the_wait_for_an_answer(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(2);
        Emulator.Faults.Add("GET", $"{Route}/{ids[1]}", Fault.Silence());
        Engine.Runspace.SessionStateProxy.SetVariable("ids", ids);
        using Shell command = Command("& { $ids[0]; $advance.Invoke(2000); $ids[1] } | Get-<Job>");
        IAsyncResult running = command.BeginInvoke();
        await Emulator.Requests.WaitForAsync(2);
        await Task.Run(command.Stop, Ended).WaitAsync(TimeSpan.FromSeconds(30), Ended);

        Assert.Throws<PipelineStoppedException>(() => { command.EndInvoke(running); });
    }

    [Theory]
    [EachProduct]
    public void A_slow_upstream_does_not_hold_a_group_back(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(5);
        int[] sent = new int[2];
        Engine.Runspace.SessionStateProxy.SetVariable("look", (int i) => sent[i] = Emulator.Requests.All.Count);
        Engine.Runspace.SessionStateProxy.SetVariable(
            "arrive", (int count) => Emulator.Requests.WaitForAsync(count).GetAwaiter().GetResult().Count);
        EngineResult result = Run(ids, """
            & {
                $ids[0]; $advance.Invoke(199); $ids[1]; $null = $look.Invoke(0)
                $advance.Invoke(2); $ids[2]; $null = $arrive.Invoke(1)
                $ids[3]; $null = $look.Invoke(1)
                $advance.Invoke(201); $ids[4]; $null = $arrive.Invoke(2)
            } | Get-<Job>
            """).OrThrow();

        Assert.Equal(ids, Ids(result));
        Assert.Equal([0, 1], sent);
        Assert.Equal(Line(ids[..2]), Line(JobIds(Emulator.Requests.Targets[0])));
        // The last was long in coming, so that it is asked for beside what waited for it.
        string single = Assert.Single(Emulator.Requests.Targets.Skip(1), target => JobIds(target).Length == 0);
        string shared = Assert.Single(Emulator.Requests.Targets.Skip(1), target => JobIds(target).Length > 0);
        Assert.Equal((Product.One(ids[4]), Line(ids[2..4])), (single, Line(JobIds(shared))));
        Assert.Equal(3, Emulator.Requests.All.Count);
    }

    [Theory]
    [EachProduct]
    public void What_is_no_id_releases_a_group_that_waits_as_an_id_does(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(2);
        Engine.Runspace.SessionStateProxy.SetVariable(
            "arrive", (int count) => Emulator.Requests.WaitForAsync(count).GetAwaiter().GetResult().Count);
        EngineResult result = Run(ids, "& { $ids; $advance.Invoke(201); ''; $null = $arrive.Invoke(1) } | Get-<Job>");

        Assert.Equal(ids, Ids(result));
        Assert.Equal(Error("IdInvalid"), IdOf(Assert.Single(result.Errors)));
    }
}
