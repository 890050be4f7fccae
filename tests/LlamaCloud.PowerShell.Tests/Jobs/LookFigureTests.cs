using System;
using System.Collections.Generic;
using System.Linq;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>What the schedule of looks comes to: how many requests a wait costs, and how late an end is seen.</summary>
public sealed class LookFigureTests : IDisposable
{
    private const double Tick = 0.05;
    private const int Group = 100;

    private readonly HostedEngine _engine = new();

    public LookFigureTests() => _engine.Run($"Import-Module -Name '{Places.Manifest}'").OrThrow();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData(1, 0, 8, 5, 3.5)]
    [InlineData(1000, 0, 8, 40, 3)]
    [InlineData(1, 0, 30, 13, 4)]
    [InlineData(100, 0, 30, 13, 4)]
    // All end at one moment.
    [InlineData(1000, 0, 30, 120, 2)]
    // 40 are made a second, and waited for from then on.
    [InlineData(1000, 25, 30, 120, 2)]
    [InlineData(100, 0, 600, 100, 10)]
    [InlineData(1000, 25, 600, 900, 6)]
    public void Waiting_costs_so_many_requests_and_sees_an_end_so_late(
        int jobs, double startedOver, double runFor, int requests, double late)
    {
        // The pauses differ from run to run.
        List<double> lags = [];
        for (int seed = 1; seed <= 20; seed++)
        {
            (int sent, double[] seen) = Wait(
                [.. Enumerable.Range(0, jobs).Select(job => startedOver * job / jobs)], runFor, new Random(seed));
            Assert.Equal(jobs, seen.Length);
            Assert.True(sent <= requests, $"{sent} requests");
            lags.AddRange(seen);
        }

        double median = lags.Order().ElementAt(lags.Count / 2);
        Assert.True(median <= late, $"{median:0.00} s in the median");
    }

    [Fact]
    public void Once_the_first_looks_are_over_no_minute_has_more_than_the_free_tier_allows()
    {
        TestedSchedule schedule = new(longest: 10, () => 1);
        List<double> looks = [];
        for (double now = 0; now < 600; now += Tick)
        {
            if (schedule.IsDue(now))
            {
                looks.Add(now);
                schedule.Look(now, waited: now);
            }
        }

        Assert.InRange(looks.Skip(2).Max(one => looks.Count(other => other >= one && other < one + 60)), 18, 20);
    }

    // Jobs that begin to be waited for at some time, in the order of these, and run for so long.
    private static (int Requests, double[] Lags) Wait(double[] starts, double runFor, Random random)
    {
        TestedSchedule schedule = new(longest: 10, random.NextDouble);
        List<double> waiting = [];
        List<double> lags = [];
        Queue<double[]> look = [];
        int started = 0, requests = 0, sent = 0;
        bool isLooking = false;
        for (double now = 0; lags.Count < starts.Length; now += Tick)
        {
            for (; started < starts.Length && starts[started] <= now; started++)
            {
                waiting.Add(starts[started]);
            }

            if (!isLooking && waiting.Count > 0 && schedule.IsDue(now))
            {
                look = new(waiting.Chunk(Group));
                schedule.Begin(now, look.Count, now - waiting.Max());
                (isLooking, sent) = (true, 0);
            }

            for (; look.Count > 0 && sent < schedule.Allowed(now); sent++, requests++)
            {
                foreach (double start in look.Dequeue().Where(start => start + runFor <= now))
                {
                    waiting.Remove(start);
                    lags.Add(now - start - runFor);
                }
            }

            if (isLooking && look.Count == 0)
            {
                schedule.Finish(now);
                isLooking = false;
            }
        }

        return (requests, [.. lags]);
    }
}
