using System;
using System.Collections.Generic;

namespace LlamaCloud.Http;

/// <summary>What was sent of requests that the service publishes a limit for. Used under the lock of its gate.</summary>
internal sealed class PublishedWindows
{
    private readonly Dictionary<PublishedLimit, RateWindow> _windows = [];
    private readonly HashSet<PublishedLimit> _kept = [];

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
    /// <returns>Whether that is all there is to learn: there were more of them than the limit, which was not kept yet.</returns>
    public bool Keep(PublishedLimit? limit, TimeSpan now) =>
        limit is not null
        && _kept.Add(limit)
        && _windows.TryGetValue(limit, out RateWindow? window)
        && window.CountAt(now) > limit.Requests;

    /// <summary>When there is room for one.</summary>
    /// <inheritdoc cref="RateWindow.RoomAt" path="/param"/>
    public TimeSpan RoomAt(PublishedLimit? limit, int before, TimeSpan open, TimeSpan now) =>
        limit is not null && _kept.Contains(limit) && _windows.TryGetValue(limit, out RateWindow? window)
            ? window.RoomAt(limit.Requests, before, open, now)
            : open;
}
