using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>
/// What all requests to one address with one key go through, because the service counts them together. A 429 stops all of
/// them for as long as it says; then they go on one at a time, closer and closer together.
/// </summary>
internal sealed class RateGate(TimeProvider clock)
{
    // A little over 60 seconds: what leaves here 60 seconds apart may arrive closer together.
    private static readonly TimeSpan s_minute = TimeSpan.FromSeconds(60.5);

    // Without a Retry-After: as long as a client that knows nothing of the limit should wait.
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(60);

    // One header must not shut the gate of a process for a day.
    private static readonly TimeSpan s_longestMemory = TimeSpan.FromHours(1);

    // The distance of requests after a pause: 20 a second, down to the free tier's 20 a minute after further pauses.
    private static readonly TimeSpan s_firstDistance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestDistance = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_noDistance = TimeSpan.FromMilliseconds(2);
    private const double Climb = 0.9;

    /// <summary>The highest limit of one's own that can be kept: so many requests are remembered.</summary>
    public const int MostPerMinute = 10_000;

    private readonly object _lock = new();
    // Times since the gate was made, on a clock that nobody sets.
    private readonly long _origin = clock.GetTimestamp();
    private readonly Queue<TimeSpan> _sent = new();
    private TimeSpan _openAt;
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
                Forget(now);
                return new RateLimitState(_openAt > now ? _openAt - now : TimeSpan.Zero, _sent.Count);
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
        long told = -1;
        while (true)
        {
            TimeSpan wait;
            RatePause? pause = null;
            lock (_lock)
            {
                TimeSpan now = Now();
                wait = Later(_openAt, Later(_nextAt, OwnLimit(requestsPerMinute, now))) - now;
                if (wait <= TimeSpan.Zero)
                {
                    _nextAt = now + _distance;
                    _sent.Enqueue(now);
                    return new RateTurn(_pauses, budget, TimeSpan.Zero);
                }

                if (_openAt > now && told != _pauses)
                {
                    told = _pauses;
                    pause = new RatePause(_pauses, _openAt - now);
                }
            }

            // Timers count whole milliseconds and cut off the rest: without this it would come back early, again and again.
            wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
            if (wait > budget)
            {
                return new RateTurn(told, budget, wait);
            }

            if (pause is not null)
            {
                pausing?.Invoke(pause);
            }

            budget -= wait;
            await clock.DelayAsync(wait, cancellationToken).ConfigureAwait(false);
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
                _openAt = now < _openAt && after is TimeSpan longer ? Later(_openAt, now + longer) : _openAt;
                return;
            }

            _openAt = now + (after ?? RetryPolicy.Backoff(s_firstPause, s_longestPause, _pausesInARow));
            _nextAt = _openAt;
            _distance = TimeSpan.FromTicks(Math.Min(Math.Max(_distance.Ticks * 2, s_firstDistance.Ticks), s_longestDistance.Ticks));
            _pauses++;
            _pausesInARow++;
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

            _pausesInARow = 0;
            _distance = _distance <= s_noDistance ? TimeSpan.Zero : TimeSpan.FromTicks((long)(_distance.Ticks * Climb));
        }
    }

    // When the oldest of the last N leaves the window of 60 seconds. Kept for everyone: a limit may come with the next request.
    private TimeSpan OwnLimit(int? requestsPerMinute, TimeSpan now)
    {
        Forget(now);
        if (requestsPerMinute is not int limit || _sent.Count < limit)
        {
            return TimeSpan.Zero;
        }

        int over = _sent.Count - limit;
        foreach (TimeSpan sent in _sent)
        {
            if (over-- == 0)
            {
                return sent + s_minute;
            }
        }

        return TimeSpan.Zero;
    }

    private void Forget(TimeSpan now)
    {
        while (_sent.Count > 0 && (_sent.Peek() + s_minute <= now || _sent.Count > MostPerMinute))
        {
            _sent.Dequeue();
        }
    }

    private TimeSpan Now() => clock.GetElapsedTime(_origin);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

/// <summary>A request's turn at the gate.</summary>
/// <param name="Pause">The number of the last pause, which says whether a later 429 is news.</param>
/// <param name="Left">What is left of the time it may wait.</param>
/// <param name="Missing">How long it would still have to wait, when that is too long; otherwise zero, and it may be sent.</param>
internal readonly record struct RateTurn(long Pause, TimeSpan Left, TimeSpan Missing);
