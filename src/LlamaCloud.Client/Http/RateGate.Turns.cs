using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <content>Whose turn it is, and when.</content>
internal sealed partial class RateGate
{
    private Step NextStep(int? requestsPerMinute, PublishedLimit? published, RateQueue queue, RateQueue.Place place)
    {
        lock (_lock)
        {
            TimeSpan now = Now();
            TimeSpan left = place.Until - now;
            int before = queue.Before(place);
            TimeSpan wait = NextFor(requestsPerMinute, published, before, now) - now;
            if (before == 0 && wait <= TimeSpan.Zero)
            {
                _probedAt = _openAt > now ? now : _probedAt;
                _nextAt = _openAt > now ? _openAt : now + _distance;
                _sent.Add(now);
                WindowOf(requestsPerMinute)?.Add(now);
                _published.Add(published, now);
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
    private TimeSpan NextFor(int? requestsPerMinute, PublishedLimit? published, int before, TimeSpan now)
    {
        TimeSpan open = IsProbeDue(now) ? now : Later(now, Later(_openAt, _nextAt));
        TimeSpan apart = open + TimeSpan.FromTicks(_distance.Ticks * before);
        TimeSpan own = requestsPerMinute is int limit ? WindowOf(limit)!.RoomAt(limit, before, open, now) : open;
        return Later(Later(apart, own), _published.RoomAt(published, before, open, now));
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
            _windows[limit] = window = new RateWindow(s_minute);
        }

        return window;
    }

    private RateQueue QueueOf(int? requestsPerMinute, PublishedLimit? published)
    {
        (int, PublishedLimit?) who = (requestsPerMinute ?? 0, published);
        if (!_queues.TryGetValue(who, out RateQueue? queue))
        {
            _queues[who] = queue = new RateQueue();
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
