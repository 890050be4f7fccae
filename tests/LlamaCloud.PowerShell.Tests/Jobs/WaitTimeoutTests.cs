using System;
using System.Linq;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>However short the time, and whenever jobs come: each is looked at before it is given up.</summary>
public sealed class WaitTimeoutTests : DocumentTest
{
    private readonly StepClock _clock = new();

    [Theory]
    [EachProduct("1")]
    [EachProduct("0.3")]
    public void A_job_that_ends_within_a_short_time_is_no_timeout(TestedProduct product, string timeout)
    {
        Use(product);
        Write("a.txt");
        Jobs.PendingFor = Jobs.RunningFor = TimeSpan.FromHours(1);
        // It has ended when it is first looked at, and all the time passes between two looks at the clock.
        Emulator.Faults.Add("GET", Route + "*", Fault.HoldIf(_ =>
        {
            Jobs.PendingFor = Jobs.RunningFor = TimeSpan.Zero;
            return false;
        }));
        _clock.Step = TimeSpan.FromSeconds(2);
        Keep(_clock.Use());
        EngineResult result = Run($"Start-<Job> a.txt @options -Wait -Timeout {timeout}").OrThrow();

        Assert.Equal(Product.Completed, Assert.Single(result.Output).Properties["Status"].Value);
    }

    [Theory]
    [OneProduct("0")]
    [OneProduct("60")]
    public void Jobs_that_came_while_a_look_was_spread_over_minutes_are_looked_at_at_once(TestedProduct product, string timeout)
    {
        Use(product);
        string[] ids = [.. Enumerable.Range(0, 150).Select(number => Id($"{number:000}"))];
        PutAll(ids, Product.Running);
        _clock.Step = TimeSpan.Zero;
        Keep(_clock.Use());
        TimeSpan ended = default;
        Set("ids", ids);
        Set("clock", _clock);
        Set("requests", Emulator.Requests);
        Set("end", new Action(() =>
        {
            PutAll([.. ids, Id("late")], Product.Completed);
            ended = _clock.Elapsed;
        }));
        // The first look is at the first job alone. Behind it 250 s pass without a new job, so that the second, of two requests, is spread.
        EngineResult result = Run($$"""
            & {
                $ids
                $clock.Skip([timespan]::FromSeconds(250))
                $clock.Step = [timespan]::FromSeconds(0.2)
                while ($requests.All.Count -lt 2) { $ids[0] }
                $end.Invoke()
                '<id>late'
            } | Wait-<Job> -PollInterval 600 -Timeout {{timeout}}
            """).OrThrow();

        Assert.Equal(151, result.Output.Count);
        Assert.InRange((_clock.Elapsed - ended).TotalSeconds, 0, 60);
    }

    private void Set(string name, object value) => Engine.Runspace.SessionStateProxy.SetVariable(name, value);
}
