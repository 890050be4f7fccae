using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>
/// What all requests to one address with one key go through, because the service counts them together. Those with the same limit of
/// their own go in the order in which they came. A 429 stops all requests for as long as it says; then they go on one at a time, closer
/// and closer together. A 429 that a published limit of the service explains stops only the requests that this limit is for: from then
/// on they keep to it, and while it has no room for them they let those behind them go first.
/// </summary>
internal sealed partial class RateGate(TimeProvider clock)
{
    // Without a Retry-After: as long as a client that knows nothing of the limit should wait.
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestBackoff = TimeSpan.FromSeconds(60);

    // Past the longest wait a request gets through now and then, to see whether the service still means it.
    private static readonly TimeSpan s_betweenProbes = TimeSpan.FromMinutes(1);

    // The distance of requests after a pause: 20 a second, down to the free tier's 20 a minute after further pauses.
    private static readonly TimeSpan s_firstDistance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestDistance = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_noDistance = TimeSpan.FromMilliseconds(2);
    private const double Climb = 0.9;

    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private static long s_gates;

    private readonly object _lock = new();
    // Times since the gate was made, on a clock that nobody sets.
    private readonly long _origin = clock.GetTimestamp();
    private readonly RateWindow _sent = new(s_minute);
    // So that no two gates tell of a pause under one number.
    private readonly long _firstNumber = Interlocked.Increment(ref s_gates) << 32;
    // Whoever has no limit does not wait for those who have.
    private readonly Dictionary<int, RateQueue> _queues = [];
    private readonly PublishedWindows _published = new();
    private TimeSpan _openAt;
    private TimeSpan _pausedAt;
    private TimeSpan? _probedAt;
    private TimeSpan _nextAt;
    private TimeSpan _distance = TimeSpan.Zero;
    private long _pauses;
    private int _pausesInARow;

    /// <summary>How long a request may wait here in all.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a pause can be. One header must not shut the gate of a process for a day.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromHours(1);

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
    /// <param name="published">What the service publishes of such requests; null for nothing.</param>
    /// <param name="budget">How long it may wait.</param>
    /// <param name="pausing">Is told when it waits because of a 429.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<RateTurn> EnterAsync(
        int? requestsPerMinute,
        PublishedLimit? published,
        TimeSpan budget,
        Action<RatePause>? pausing,
        CancellationToken cancellationToken)
    {
        RateQueue queue;
        RateQueue.Place place;
        lock (_lock)
        {
            queue = QueueOf(requestsPerMinute);
            place = queue.Join(Now() + budget, published);
        }

        try
        {
            while (true)
            {
                Step step = NextStep(queue, place);
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
    /// <param name="published">What the service publishes of such requests; null for nothing.</param>
    public TimeSpan WaitOf(int? requestsPerMinute, PublishedLimit? published = null)
    {
        lock (_lock)
        {
            TimeSpan now = Now();
            return NextFor(QueueOf(requestsPerMinute), null, published, now).At - now;
        }
    }

    /// <summary>A request met a 429.</summary>
    /// <param name="turn">What <see cref="EnterAsync"/> gave it.</param>
    /// <param name="after">How long the service asks to wait; null when it does not say.</param>
    /// <param name="published">What the service publishes of such requests; null for nothing.</param>
    public void Refuse(RateTurn turn, TimeSpan? after, PublishedLimit? published = null)
    {
        lock (_lock)
        {
            TimeSpan now = Now();
            after = after > LongestPause ? LongestPause : after;
            if (_published.Keep(published, turn) && !(after > published!.Span))
            {
                // That limit says when there is room for such requests, to the moment; the others need not wait.
                _pauses += turn.Pause == _pauses ? 1 : 0;
                CallAll();
                return;
            }

            if (turn.Pause < _pauses)
            {
                // It was sent before the last pause began: no news, except that the service may ask for longer.
                _openAt = after is TimeSpan longer ? Later(_openAt, now + longer) : _openAt;
                CallAll();
                return;
            }

            // A probe that is refused goes on with the pause that it was sent in.
            _pausedAt = now < _openAt ? _pausedAt : now;
            _openAt = now + (after ?? RetryPolicy.Backoff(s_firstPause, s_longestBackoff, _pausesInARow));
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

    private TimeSpan Now() => clock.GetElapsedTime(_origin);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
