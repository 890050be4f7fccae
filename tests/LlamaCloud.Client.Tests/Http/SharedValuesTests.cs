using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>What users of one key share is kept for them, and nothing is kept of keys that nobody uses any more.</summary>
public sealed class SharedValuesTests
{
    private static readonly TimeSpan s_keptFor = TimeSpan.FromMinutes(10);

    private readonly ManualClock _clock = new();

    [Fact]
    public void All_users_of_a_key_get_the_same()
    {
        SharedValues<string, object> values = new(_clock, s_keptFor);

        Assert.Same(values.For("a", () => new object()), values.For("a", () => new object()));
        Assert.NotSame(values.For("a", () => new object()), values.For("b", () => new object()));
    }

    [Fact]
    public void It_outlives_its_users_for_a_while()
    {
        SharedValues<string, object> values = new(_clock, s_keptFor);
        WeakReference first = Use(values, "a");
        _clock.Advance(s_keptFor - TimeSpan.FromSeconds(1));
        Use(values, "b");
        GC.Collect();

        Assert.True(first.IsAlive);
    }

    [Fact]
    public void A_gate_that_nobody_holds_is_kept_for_as_long_as_it_is_shut()
    {
        SharedValues<string, RateGate> gates = new(_clock, RateGates.KeptFor);
        Shut(gates);
        for (int minute = 1; minute < 60; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            gates.For("b", () => new RateGate(_clock));
            GC.Collect();
        }

        Assert.Equal(60, gates.For("a", () => new RateGate(_clock)).State.Pause.TotalSeconds);
    }

    [Fact]
    public void What_somebody_holds_is_not_made_twice_however_long_that_is()
    {
        SharedValues<string, object> values = new(_clock, s_keptFor);
        object held = values.For("a", () => new object());
        _clock.Advance(s_keptFor * 3);
        Use(values, "b");

        Assert.Same(held, values.For("a", () => new object()));
    }

    [Fact]
    public void Of_a_hundred_keys_that_are_used_no_more_nothing_is_left()
    {
        SharedValues<string, object> values = new(_clock, s_keptFor);
        List<WeakReference> all = [];
        for (int number = 0; number < 100; number++)
        {
            all.Add(Use(values, $"key {number}"));
        }

        Assert.Equal(100, values.Count);
        _clock.Advance(s_keptFor + TimeSpan.FromSeconds(1));
        // The first use lets go of them, and one a minute later finds that nobody else holds them.
        Use(values, "another");
        GC.Collect();
        _clock.Advance(TimeSpan.FromMinutes(2));
        Use(values, "another");

        Assert.Equal(1, values.Count);
        Assert.All(all, one => Assert.False(one.IsAlive));
    }

    // Apart, so that no variable of a test holds what it has got.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Shut(SharedValues<string, RateGate> gates) =>
        gates.For("a", () => new RateGate(_clock)).Refuse(default, TimeSpan.FromDays(1));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(SharedValues<string, object> values, string key) => new(values.For(key, () => new object()));
}
