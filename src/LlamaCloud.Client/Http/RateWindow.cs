using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud.Http;

/// <summary>What was sent in the last minute. Counted for everyone: a limit may come with the next request.</summary>
internal sealed class RateWindow
{
    /// <summary>The highest limit of one's own that can be kept: so many requests are remembered.</summary>
    public const int Most = 10_000;

    // A little over 60 seconds: what leaves here 60 seconds apart may arrive closer together.
    private static readonly TimeSpan s_minute = TimeSpan.FromSeconds(60.5);

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
        while (_sent.Count > 0 && (_sent.Peek() + s_minute <= now || _sent.Count > Most))
        {
            _sent.Dequeue();
        }

        return _sent.Count;
    }

    /// <summary>When there is room for a request.</summary>
    /// <param name="limit">How many may be sent in any minute.</param>
    /// <param name="before">How many others come before it.</param>
    /// <param name="open">When anything can be sent at all.</param>
    /// <param name="now">The time.</param>
    public TimeSpan RoomAt(int limit, int before, TimeSpan open, TimeSpan now)
    {
        // Those before it fill so many minutes, and of one more so much that this one of those that were sent has to leave it.
        int leaving = CountAt(now) - limit + (before % limit);
        TimeSpan room = leaving < 0 ? open : TimeSpan.FromTicks(Math.Max(open.Ticks, (_sent.ElementAt(leaving) + s_minute).Ticks));
        return room + TimeSpan.FromTicks(s_minute.Ticks * (before / limit));
    }
}
