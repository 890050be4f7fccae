using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud.Http;

/// <summary>What was sent in the last minute, or in another span. Counted for everyone: a limit may come with the next request.</summary>
/// <param name="span">How long the service counts.</param>
internal sealed class RateWindow(TimeSpan span)
{
    /// <summary>The highest limit of one's own that can be kept: so many requests are remembered.</summary>
    public const int Most = 10_000;

    // What leaves here a span apart may arrive closer together: half a second of a minute.
    private readonly TimeSpan _span = span + TimeSpan.FromSeconds(Math.Max(0.05, span.TotalSeconds / 120));

    private readonly Queue<TimeSpan> _sent = new();

    /// <summary>One is sent.</summary>
    public void Add(TimeSpan now)
    {
        _sent.Enqueue(now);
        // Where no limit asks for the count nothing else would forget.
        CountAt(now);
    }

    /// <summary>How many were.</summary>
    public int CountAt(TimeSpan now)
    {
        while (_sent.Count > 0 && (_sent.Peek() + _span <= now || _sent.Count > Most))
        {
            _sent.Dequeue();
        }

        return _sent.Count;
    }

    /// <summary>When there is room for a request.</summary>
    /// <param name="limit">How many may be sent in any such span.</param>
    /// <param name="before">How many others come before it.</param>
    /// <param name="open">When anything can be sent at all.</param>
    /// <param name="now">The time.</param>
    public TimeSpan RoomAt(int limit, int before, TimeSpan open, TimeSpan now)
    {
        // Those before it fill so many spans, and of one more so much that this one of those that were sent has to leave it.
        int leaving = CountAt(now) - limit + (before % limit);
        TimeSpan room = leaving < 0 ? open : TimeSpan.FromTicks(Math.Max(open.Ticks, (_sent.ElementAt(leaving) + _span).Ticks));
        return room + TimeSpan.FromTicks(_span.Ticks * (before / limit));
    }
}
