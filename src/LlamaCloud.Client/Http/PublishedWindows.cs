using System;
using System.Collections.Generic;

namespace LlamaCloud.Http;

/// <summary>What was sent of requests that the service publishes a limit for. Used under the lock of its gate.</summary>
internal sealed class PublishedWindows
{
    private readonly Dictionary<PublishedLimit, RateWindow> _windows = [];

    // Since which pause they are kept. None: before the first.
    private readonly Dictionary<PublishedLimit, long> _kept = [];

    /// <summary>One is sent. It is counted whether or not its limit is kept yet; null for one without a limit.</summary>
    public void Add(PublishedLimit? limit, TimeSpan now)
    {
        if (limit is null)
        {
            return;
        }

        if (!_windows.TryGetValue(limit, out RateWindow? window))
        {
            _windows[limit] = window = new RateWindow(limit.Span);
        }

        window.Add(now);
    }

    /// <summary>One was refused: from now on its limit is kept.</summary>
    /// <param name="limit">The limit; null for none.</param>
    /// <param name="pause">The number of the last pause when it was sent.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the limit explains it: it was sent before that was kept, one of more than it allows.</returns>
    public bool Keep(PublishedLimit? limit, long pause, TimeSpan now)
    {
        if (limit is null)
        {
            return false;
        }

        if (!_kept.TryGetValue(limit, out long last))
        {
            bool isOver = _windows.TryGetValue(limit, out RateWindow? window) && window.CountAt(now) > limit.Requests;
            _kept[limit] = last = isOver ? pause : -1;
        }

        return pause <= last;
    }

    /// <summary>When there is room for one.</summary>
    /// <inheritdoc cref="RateWindow.RoomAt" path="/param"/>
    public TimeSpan RoomAt(PublishedLimit? limit, int before, TimeSpan open, TimeSpan now) =>
        limit is not null && _kept.ContainsKey(limit) && _windows.TryGetValue(limit, out RateWindow? window)
            ? window.RoomAt(limit.Requests, before, open, now)
            : open;
}
