using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LlamaCloud.Client.Tests;

/// <summary>
/// A clock that jumps to the end of every wait as soon as it begins, and notes it, so that no test sleeps. Deadlines are
/// the exception: they run out when a test says so.
/// </summary>
public sealed class JumpingClock : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<TimeSpan> _waits = [];
    private readonly List<JumpTimer> _deadlines = [];
    private TimeSpan _now;

    /// <summary>A wait of this length is a deadline. No other wait has it.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(61);

    /// <summary>When the clock begins.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The waits so far, in the order they began.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    /// <summary>The waits so far, in seconds to the hundredth.</summary>
    public double[] Seconds => [.. Waits.Select(wait => Math.Round(wait.TotalSeconds, 2))];

    /// <summary>How much time has passed.</summary>
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

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        JumpTimer timer = new(() => callback(state));
        lock (_lock)
        {
            if (dueTime == Deadline)
            {
                _deadlines.Add(timer);
                return timer;
            }

            _waits.Add(dueTime);
            _now += dueTime;
        }

        // Not here: whoever makes a timer may hold a lock that its callback takes.
        ThreadPool.QueueUserWorkItem(_ => timer.Fire());
        return timer;
    }

    /// <summary>Lets every deadline run out that runs now.</summary>
    public void Expire()
    {
        JumpTimer[] due;
        lock (_lock)
        {
            _now += Deadline;
            due = [.. _deadlines];
            _deadlines.Clear();
        }

        foreach (JumpTimer timer in due)
        {
            timer.Fire();
        }
    }

    private sealed class JumpTimer(Action callback) : ITimer
    {
        private int _isOver;

        public void Fire()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                callback();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                Dispose();
            }

            return true;
        }

        public void Dispose() => Interlocked.Exchange(ref _isOver, 1);

        public System.Threading.Tasks.ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
