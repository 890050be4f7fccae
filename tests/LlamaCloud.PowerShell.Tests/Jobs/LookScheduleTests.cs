using System;
using System.Linq;
using System.Reflection;
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
    public void Each_pause_is_half_as_long_again_as_the_last_up_to_the_longest()
    {
        object schedule = Schedule(longest: 4);

        Assert.True(Is(schedule, "IsDue", 0));
        double now = 0;
        foreach (double pause in (double[])[1, 1.5, 2.25, 3.375, 4, 4])
        {
            Finish(schedule, now, isAnswered: true);
            Assert.False(Is(schedule, "IsDue", now + pause - 0.001));
            Assert.True(Is(schedule, "IsDue", now += pause));
        }
    }

    [Fact]
    public void A_pause_is_less_by_up_to_a_quarter()
    {
        object schedule = Schedule(longest: 10, chance: 1);
        Finish(schedule, 0, isAnswered: true);

        Assert.False(Is(schedule, "IsDue", 0.749));
        Assert.True(Is(schedule, "IsDue", 0.75));
    }

    [Fact]
    public void The_last_look_is_a_second_before_the_end()
    {
        object schedule = Schedule(longest: 100);
        Call(schedule, "EndAt", TimeSpan.FromSeconds(2.2));
        Finish(schedule, 0, isAnswered: true);
        Finish(schedule, 1, isAnswered: true);

        Assert.False(Is(schedule, "IsDue", 1.199));
        Assert.True(Is(schedule, "IsDue", 1.2));
        Assert.False(Is(schedule, "IsOver", 2.199));
        Assert.True(Is(schedule, "IsOver", 2.2));
    }

    [Fact]
    public void Without_an_end_it_is_never_over() => Assert.False(Is(Schedule(longest: 1), "IsOver", 1e9));

    [Fact]
    public void Ten_minutes_and_two_looks_without_an_answer_are_silence()
    {
        object schedule = Schedule(longest: 10);
        Finish(schedule, 700, isAnswered: false);
        Assert.False(Is(schedule, "IsSilent", 700));
        Finish(schedule, 701, isAnswered: false);
        Assert.True(Is(schedule, "IsSilent", 701));
        Finish(schedule, 702, isAnswered: true);
        Assert.False(Is(schedule, "IsSilent", 5000));
        Call(schedule, "Begin", TimeSpan.FromSeconds(5000));
        Finish(schedule, 5001, isAnswered: false);
        Finish(schedule, 5599, isAnswered: false);
        Assert.False(Is(schedule, "IsSilent", 5599));
        Assert.True(Is(schedule, "IsSilent", 5600));
    }

    // The module that is published, as it is loaded: referencing it here would load a second copy.
    private static object Schedule(double longest, double chance = 0) => Activator.CreateInstance(
        AppDomain.CurrentDomain.GetAssemblies()
            .Single(
                assembly => assembly.GetName().Name == "LlamaCloud.PowerShell"
                    && assembly.Location.StartsWith(Places.Module, StringComparison.Ordinal))
            .GetType("LlamaCloud.PowerShell.Jobs.LookSchedule", throwOnError: true)!,
        TimeSpan.FromSeconds(longest),
        () => chance)!;

    private static void Finish(object schedule, double now, bool isAnswered) =>
        Call(schedule, "Finish", TimeSpan.FromSeconds(now), isAnswered);

    private static bool Is(object schedule, string what, double now) => (bool)Call(schedule, what, TimeSpan.FromSeconds(now))!;

    private static object? Call(object schedule, string name, params object[] arguments) =>
        schedule.GetType().GetMethod(name, BindingFlags.Instance | BindingFlags.Public)!.Invoke(schedule, arguments);
}
