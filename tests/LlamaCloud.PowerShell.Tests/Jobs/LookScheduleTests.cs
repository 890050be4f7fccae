using System;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>When waiting looks again and when it ends, without a clock and without a service.</summary>
public sealed class LookScheduleTests : IDisposable
{
    private readonly HostedEngine _engine = new();

    public LookScheduleTests() => _engine.Run($"Import-Module -Name '{Places.Manifest}'").OrThrow();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_look_comes_after_a_second_then_after_two_then_every_3_2()
    {
        TestedSchedule schedule = new(longest: 10);

        Assert.True(schedule.IsDue(0));
        double now = 0;
        foreach (double pause in (double[])[1, 2, 3.2, 3.2, 3.2])
        {
            schedule.Look(now, waited: now);
            Assert.False(schedule.IsDue(now + pause - 0.001));
            Assert.True(schedule.IsDue(now += pause));
        }
    }

    [Theory]
    // By how long the job that came last has been waited for.
    [InlineData(10, 1, 64, 3.2)]
    [InlineData(10, 1, 100, 5)]
    [InlineData(10, 1, 200, 10)]
    [InlineData(10, 1, 3600, 10)]
    [InlineData(60, 1, 100, 30)]
    [InlineData(2, 1, 100, 2)]
    // By how many requests a look takes.
    [InlineData(10, 10, 5, 3.2)]
    [InlineData(10, 20, 5, 6.4)]
    [InlineData(10, 1000, 5, 10)]
    public void A_pause_grows_with_the_age_and_the_number_of_jobs(double longest, int requests, double waited, double pause)
    {
        TestedSchedule schedule = new(longest);
        schedule.Look(0);
        schedule.Look(1);
        schedule.Look(3, requests, waited);

        Assert.False(schedule.IsDue(3 + pause - 0.001));
        Assert.True(schedule.IsDue(3 + pause));
    }

    [Fact]
    public void A_pause_is_less_by_up_to_a_twentieth()
    {
        TestedSchedule schedule = new(longest: 10, () => 1);
        schedule.Look(0);

        Assert.False(schedule.IsDue(0.949));
        Assert.True(schedule.IsDue(0.95));
    }

    [Fact]
    public void The_requests_of_a_look_are_spread_over_its_pause_unless_it_is_urgent()
    {
        TestedSchedule schedule = new(longest: 10);
        schedule.Begin(100, requests: 10);
        Assert.Equal((1, 1, 2, 6, 10), (
            schedule.Allowed(100), schedule.Allowed(100.31), schedule.Allowed(100.33), schedule.Allowed(101.61), schedule.Allowed(102.89)));

        schedule.Begin(100, requests: 10, isUrgent: true);
        Assert.Equal(int.MaxValue, schedule.Allowed(100));
    }

    [Fact]
    public void A_look_that_took_longer_than_its_pause_is_followed_by_one()
    {
        TestedSchedule schedule = new(longest: 10);
        schedule.Begin(0, requests: 10);
        schedule.Finish(4.2);
        Assert.False(schedule.IsDue(5.199));
        Assert.True(schedule.IsDue(5.2));

        schedule.Begin(6, requests: 10);
        schedule.Finish(60);
        Assert.False(schedule.IsDue(63.199));
        Assert.True(schedule.IsDue(63.2));
    }

    [Fact]
    public void The_last_look_is_a_second_before_the_end_and_not_spread()
    {
        TestedSchedule schedule = new(longest: 100);
        schedule.EndAt(2.2);
        schedule.Look(0);
        schedule.Look(1);

        Assert.False(schedule.IsDue(1.199));
        Assert.True(schedule.IsDue(1.2));
        schedule.Begin(1.2, requests: 10);
        Assert.Equal(int.MaxValue, schedule.Allowed(1.2));
        Assert.False(schedule.IsOver(2.199));
        Assert.True(schedule.IsOver(2.2));
    }

    [Theory]
    // It lacks jobs.
    [InlineData(null, true)]
    [InlineData(1000.0, true)]
    // Its last request would leave too late.
    [InlineData(160.0, false)]
    public void A_look_that_is_under_way_when_the_input_ends_is_no_longer_spread_where_the_next_waits_for_it(double? end, bool isIncomplete)
    {
        TestedSchedule schedule = new(longest: 600);
        schedule.Begin(0, requests: 2, waited: 250);
        Assert.Equal(1, schedule.Allowed(100));
        schedule.EndAt(end, now: 100, isIncomplete);

        Assert.Equal(int.MaxValue, schedule.Allowed(100));
    }

    [Fact]
    public void A_look_that_has_all_jobs_and_time_goes_on_as_it_was()
    {
        TestedSchedule schedule = new(longest: 600);
        schedule.Begin(0, requests: 2, waited: 250);
        schedule.EndAt(end: 1000, now: 100);

        Assert.Equal(1, schedule.Allowed(299));
        Assert.Equal(2, schedule.Allowed(301));
    }

    [Fact]
    public void A_look_that_is_due_after_the_end_comes_a_second_before_it()
    {
        TestedSchedule schedule = new(longest: 600);
        schedule.Look(0, waited: 250);
        schedule.EndAt(end: 160, now: 100);

        Assert.False(schedule.IsDue(158.999));
        Assert.True(schedule.IsDue(159));
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(0.4, 0.2)]
    [InlineData(0, 0)]
    [InlineData(3, 2)]
    public void Of_a_short_time_the_last_look_leaves_half(double timeout, double look)
    {
        TestedSchedule schedule = new(longest: 10);
        schedule.Look(0);
        schedule.Look(1);
        schedule.Look(3, waited: 250);
        schedule.EndAt(end: 4 + timeout, now: 4);

        Assert.True(schedule.IsDue(4 + look));
        Assert.False(schedule.IsDue(4 + look - 0.001));
    }

    [Fact]
    public void Without_an_end_it_is_never_over() => Assert.False(new TestedSchedule(longest: 1).IsOver(1e9));

    [Fact]
    public void Ten_minutes_and_two_looks_without_an_answer_are_silence()
    {
        TestedSchedule schedule = new(longest: 10);
        schedule.Finish(700, isAnswered: false);
        Assert.False(schedule.IsSilent(700));
        schedule.Finish(701, isAnswered: false);
        Assert.True(schedule.IsSilent(701));
        schedule.Finish(702, isAnswered: true);
        Assert.False(schedule.IsSilent(5000));
        schedule.Begin(5000);
        schedule.Finish(5001, isAnswered: false);
        schedule.Finish(5599, isAnswered: false);
        Assert.False(schedule.IsSilent(5599));
        Assert.True(schedule.IsSilent(5600));
    }
}
