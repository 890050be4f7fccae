using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <content>Whose turn it is, and when.</content>
internal sealed partial class RateGate
{
    private Step NextStep(RateQueue queue, RateQueue.Place place)
    {
        lock (_lock)
        {
            TimeSpan now = Now();
            TimeSpan left = place.Until - now;
            (TimeSpan at, bool isNext, bool stepsAside) = NextFor(queue, place, place.Published, now);
            TimeSpan wait = at - now;
            if (isNext && wait <= TimeSpan.Zero)
            {
                _probedAt = _openAt > now ? now : _probedAt;
                _nextAt = _openAt > now ? _openAt : now + _distance;
                _sent.Add(now);
                queue.Add(now);
                return new Step { Turn = new RateTurn(_pauses, left, TimeSpan.Zero, _published.Add(place.Published, now)) };
            }

            // Timers count whole milliseconds and cut off the rest: without this it would come back early, again and again.
            wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
            if (wait > left)
            {
                return new Step { Turn = new RateTurn(place.Told, left, wait) };
            }

            if (isNext && stepsAside)
            {
                queue.CallBehind(place);
            }

            RatePause? pause = _openAt > now && place.Told != _pauses ? new RatePause(_firstNumber + _pauses, _openAt - now) : null;
            place.Told = pause is null ? place.Told : _pauses;
            return new Step { Pause = pause, Wait = wait, Call = isNext ? null : place.NextCall() };
        }
    }

    // When it is the turn of a request, unless another 429 comes; whether it is next in its queue; and whether those behind it go first,
    // because its published limit has no room for it when there is room otherwise. A place that is null is that of one that comes now.
    private (TimeSpan At, bool IsNext, bool StepsAside) NextFor(
        RateQueue queue, RateQueue.Place? place, PublishedLimit? published, TimeSpan now)
    {
        TimeSpan open = IsProbeDue(now) ? now : Later(now, Later(_openAt, _nextAt));
        int before = 0;
        Dictionary<PublishedLimit, int> kinds = [];
        foreach (PublishedLimit? other in queue.Before(place).Select(other => other.Published))
        {
            TimeSpan otherRoom = _published.RoomAt(other, Count(other), open, now);
            before += otherRoom > open && otherRoom > OpenFor(before) ? 0 : 1;
            if (other is not null)
            {
                kinds[other] = Count(other) + 1;
            }
        }

        TimeSpan room = _published.RoomAt(published, Count(published), open, now);
        TimeSpan turn = OpenFor(before);
        return (Later(turn, room), before == 0 && Count(published) == 0, room > turn);

        int Count(PublishedLimit? kind) => kind is not null && kinds.TryGetValue(kind, out int count) ? count : 0;

        TimeSpan OpenFor(int number) => Later(open + TimeSpan.FromTicks(_distance.Ticks * number), queue.RoomAt(number, open, now));
    }

    private bool IsProbeDue(TimeSpan now) =>
        now < _openAt && now - _pausedAt >= LongestWait && !(now - _probedAt < s_betweenProbes);

    private RateQueue QueueOf(int? requestsPerMinute)
    {
        int limit = requestsPerMinute ?? 0;
        if (!_queues.TryGetValue(limit, out RateQueue? queue))
        {
            _queues[limit] = queue = new RateQueue(requestsPerMinute);
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

        /// <summary>What it waits for instead, because others are before it; null for one that is next.</summary>
        public TaskCompletionSource<bool>? Call { get; init; }
    }
}
