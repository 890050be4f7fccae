using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>
/// What all requests to one address with one key go through, because the service counts them together, in the order in
/// which they came. A 429 stops all of them for as long as it says; then they go on one at a time, closer and closer together.
/// </summary>
internal sealed class RateGate(TimeProvider clock)
{
    // Without a Retry-After: as long as a client that knows nothing of the limit should wait.
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(60);

    // One header must not shut the gate of a process for a day.
    private static readonly TimeSpan s_longestMemory = TimeSpan.FromHours(1);

    // Past the longest wait a request gets through now and then, to see whether the service still means it.
    private static readonly TimeSpan s_betweenProbes = TimeSpan.FromMinutes(1);

    // The distance of requests after a pause: 20 a second, down to the free tier's 20 a minute after further pauses.
    private static readonly TimeSpan s_firstDistance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestDistance = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_noDistance = TimeSpan.FromMilliseconds(2);
    private const double Climb = 0.9;

    private static long s_gates;

    private readonly object _lock = new();
    // Times since the gate was made, on a clock that nobody sets.
    private readonly long _origin = clock.GetTimestamp();
    private readonly RateWindow _sent = new();
    // So that no two gates tell of a pause under one number.
    private readonly long _firstNumber = Interlocked.Increment(ref s_gates) << 32;
    // Whoever has no limit does not wait for those who have.
    private readonly Dictionary<int, RateQueue> _queues = [];
    private readonly Dictionary<int, RateWindow> _windows = [];
    private TimeSpan _openAt;
    private TimeSpan _pausedAt;
    private TimeSpan? _probedAt;
    private TimeSpan _nextAt;
    private TimeSpan _distance = TimeSpan.Zero;
    private long _pauses;
    private int _pausesInARow;

    /// <summary>How long a request may wait here in all.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromMinutes(10);

    /// <summary>How much room there is now.</summary>
    public RateLimitState State
    {
        get
        {
            lock (_lock)
            {
                TimeSpan now = Now();
                return new RateLimitState(_openAt > now ? _openAt - now : TimeSpan.Zero, _sent.CountAt(now));
            }
        }
    }

    /// <summary>Waits for this request's turn.</summary>
    /// <param name="requestsPerMinute">The caller's own limit; null for none.</param>
    /// <param name="budget">How long it may wait.</param>
    /// <param name="pausing">Is told when it waits because of a 429.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<RateTurn> EnterAsync(
        int? requestsPerMinute, TimeSpan budget, Action<RatePause>? pausing, CancellationToken cancellationToken)
    {
        RateQueue queue;
        RateQueue.Place place;
        lock (_lock)
        {
            queue = QueueOf(requestsPerMinute);
            place = queue.Join(Now() + budget);
        }

        try
        {
            while (true)
            {
                Step step = NextStep(requestsPerMinute, queue, place);
                if (step.Turn is RateTurn turn)
                {
                    return turn;
                }

                if (step.Pause is not null)
                {
                    pausing?.Invoke(step.Pause);
                }

                if (step.Call is null)
                {
                    await clock.DelayAsync(step.Wait, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                using (cancellationToken.Register(() => step.Call.TrySetCanceled(cancellationToken)))
                {
                    await step.Call.Task.ConfigureAwait(false);
                }
            }
        }
        finally
        {
            lock (_lock)
            {
                queue.Leave(place);
            }
        }
    }

    /// <summary>How long a request that came now would wait, as far as is known.</summary>
    /// <param name="requestsPerMinute">The caller's own limit; null for none.</param>
    public TimeSpan WaitOf(int? requestsPerMinute)
    {
        lock (_lock)
        {
            TimeSpan now = Now();
            return NextFor(requestsPerMinute, QueueOf(requestsPerMinute).Count, now) - now;
        }
    }

    /// <summary>A request met a 429.</summary>
    /// <param name="pause">The number that <see cref="EnterAsync"/> gave it.</param>
    /// <param name="after">How long the service asks to wait; null when it does not say.</param>
    public void Refuse(long pause, TimeSpan? after)
    {
        lock (_lock)
        {
            TimeSpan now = Now();
            after = after > s_longestMemory ? s_longestMemory : after;
            if (pause < _pauses)
            {
                // It was sent before the last pause began: no news, except that the service may ask for longer.
                _openAt = after is TimeSpan longer ? Later(_openAt, now + longer) : _openAt;
                CallAll();
                return;
            }

            // A probe that is refused goes on with the pause that it was sent in.
            _pausedAt = now < _openAt ? _pausedAt : now;
            _openAt = now + (after ?? RetryPolicy.Backoff(s_firstPause, s_longestPause, _pausesInARow));
            _nextAt = _openAt;
            _distance = TimeSpan.FromTicks(Math.Min(Math.Max(_distance.Ticks * 2, s_firstDistance.Ticks), s_longestDistance.Ticks));
            _pauses++;
            _pausesInARow++;
            CallAll();
        }
    }

    /// <summary>A request was answered, and not with a 429.</summary>
    /// <param name="pause">The number that <see cref="EnterAsync"/> gave it.</param>
    public void Pass(long pause)
    {
        lock (_lock)
        {
            // It was sent before the last pause began: that there was room then says nothing of now.
            if (pause < _pauses)
            {
                return;
            }

            if (_openAt > Now())
            {
                // A probe was answered: the service does not mean it any more.
                _openAt = _nextAt = Now();
                CallAll();
            }

            _pausesInARow = 0;
            _distance = _distance <= s_noDistance ? TimeSpan.Zero : TimeSpan.FromTicks((long)(_distance.Ticks * Climb));
        }
    }

    private Step NextStep(int? requestsPerMinute, RateQueue queue, RateQueue.Place place)
    {
        lock (_lock)
        {
            TimeSpan now = Now();
            TimeSpan left = place.Until - now;
            int before = queue.Before(place);
            TimeSpan wait = NextFor(requestsPerMinute, before, now) - now;
            if (before == 0 && wait <= TimeSpan.Zero)
            {
                _probedAt = _openAt > now ? now : _probedAt;
                _nextAt = _openAt > now ? _openAt : now + _distance;
                _sent.Add(now);
                WindowOf(requestsPerMinute)?.Add(now);
                return new Step { Turn = new RateTurn(_pauses, left, TimeSpan.Zero) };
            }

            // Timers count whole milliseconds and cut off the rest: without this it would come back early, again and again.
            wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
            if (wait > left)
            {
                return new Step { Turn = new RateTurn(place.Told, left, wait) };
            }

            RatePause? pause = _openAt > now && place.Told != _pauses ? new RatePause(_firstNumber + _pauses, _openAt - now) : null;
            place.Told = pause is null ? place.Told : _pauses;
            return new Step { Pause = pause, Wait = wait, Call = before == 0 ? null : place.NextCall() };
        }
    }

    // When it is the turn of a request that has so many before it, unless another 429 comes.
    private TimeSpan NextFor(int? requestsPerMinute, int before, TimeSpan now)
    {
        TimeSpan open = IsProbeDue(now) ? now : Later(now, Later(_openAt, _nextAt));
        TimeSpan apart = open + TimeSpan.FromTicks(_distance.Ticks * before);
        return requestsPerMinute is int limit ? Later(apart, WindowOf(limit)!.RoomAt(limit, before, open, now)) : apart;
    }

    private bool IsProbeDue(TimeSpan now) =>
        now < _openAt && now - _pausedAt >= LongestWait && !(now - _probedAt < s_betweenProbes);

    // A limit of one's own counts the requests of those who have it, and not those beside them who have none.
    private RateWindow? WindowOf(int? requestsPerMinute)
    {
        if (requestsPerMinute is not int limit)
        {
            return null;
        }

        if (!_windows.TryGetValue(limit, out RateWindow? window))
        {
            _windows[limit] = window = new RateWindow();
        }

        return window;
    }

    private RateQueue QueueOf(int? requestsPerMinute)
    {
        if (!_queues.TryGetValue(requestsPerMinute ?? 0, out RateQueue? queue))
        {
            _queues[requestsPerMinute ?? 0] = queue = new RateQueue();
        }

        return queue;
    }

    // A longer pause may be more than one of those behind the first may wait.
    private void CallAll()
    {
        foreach (RateQueue queue in _queues.Values)
        {
            queue.CallAll();
        }
    }

    private TimeSpan Now() => clock.GetElapsedTime(_origin);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>What one that waits does next.</summary>
    private readonly record struct Step
    {
        /// <summary>It has its turn, or would wait too long; null while it waits.</summary>
        public RateTurn? Turn { get; init; }

        /// <summary>What it has to tell before it waits; null for nothing.</summary>
        public RatePause? Pause { get; init; }

        /// <summary>How long it waits on the clock.</summary>
        public TimeSpan Wait { get; init; }

        /// <summary>What it waits for instead, because others are before it; null for the first.</summary>
        public TaskCompletionSource<bool>? Call { get; init; }
    }
}
