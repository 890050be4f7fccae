using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>
/// A clock that goes on by a step whenever it is looked at. Who waits for jobs looks a few times in each round, and a round
/// lasts up to 200 ms: the larger the step, the less real time a test takes.
/// </summary>
internal sealed class StepClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<(TimeSpan Time, Action Act)> _due = [];
    private TimeSpan _now;

    /// <summary>How late it is.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }
    }

    /// <summary>By how much it goes on.</summary>
    public TimeSpan Step { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Makes it the clock of all waiting for jobs, until what comes back is disposed of.</summary>
    public IDisposable Use() => LoadedModule.Set(LoadedModule.Find("Jobs.WaitClock"), "Current", this);

    /// <summary>Lets so much time pass at once.</summary>
    public void Skip(TimeSpan time)
    {
        lock (_lock)
        {
            _now += time;
        }
    }

    /// <summary>Does something once it is so late.</summary>
    public void At(TimeSpan time, Action act) => _due.Add((time, act));

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            _now += Step;
            foreach ((TimeSpan Time, Action Act) one in _due.Where(one => one.Time <= _now).ToArray())
            {
                _due.Remove(one);
                one.Act();
            }

            return _now.Ticks;
        }
    }
}
