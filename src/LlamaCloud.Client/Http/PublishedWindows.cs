using System;
using System.Collections.Generic;

namespace LlamaCloud.Http;

/// <summary>What was sent of requests that the service publishes a limit for. Used under the lock of its gate.</summary>
internal sealed class PublishedWindows
{
    private readonly Dictionary<PublishedLimit, Kind> _kinds = [];

    /// <summary>One is sent. It is counted whether or not its limit is kept yet.</summary>
    /// <param name="limit">The limit; null for none.</param>
    /// <param name="now">The time.</param>
    /// <returns>Its number: see <see cref="RateTurn.Number"/>.</returns>
    public long Add(PublishedLimit? limit, TimeSpan now)
    {
        if (limit is null)
        {
            return 0;
        }

        if (!_kinds.TryGetValue(limit, out Kind? kind))
        {
            _kinds[limit] = kind = new Kind(new RateWindow(limit.Span));
        }

        kind.Window.Add(now);
        kind.Last++;
        int count = kind.Window.CountAt(now);
        if (count > limit.Requests)
        {
            long first = kind.Last - count + 1;
            kind.FirstOver = first <= kind.LastOver ? kind.FirstOver : first;
            kind.LastOver = kind.Last;
        }

        return kind.Last;
    }

    /// <summary>One was refused: from now on its limit is kept.</summary>
    /// <param name="limit">The limit; null for none.</param>
    /// <param name="turn">The turn it had.</param>
    /// <returns>Whether the limit explains it: it was sent before that was kept, one of more than it allows.</returns>
    public bool Keep(PublishedLimit? limit, RateTurn turn)
    {
        if (limit is null || !_kinds.TryGetValue(limit, out Kind? kind))
        {
            return false;
        }

        // Not by what was sent just before the answer came: that may have taken longer than the time that the service counts.
        kind.ExplainedUntil ??= turn.Number >= kind.FirstOver && turn.Number <= kind.LastOver ? turn.Pause : -1;
        return turn.Pause <= kind.ExplainedUntil;
    }

    /// <summary>When there is room for one.</summary>
    /// <inheritdoc cref="RateWindow.RoomAt" path="/param"/>
    public TimeSpan RoomAt(PublishedLimit? limit, int before, TimeSpan open, TimeSpan now) =>
        limit is not null && _kinds.TryGetValue(limit, out Kind? kind) && kind.ExplainedUntil is not null
            ? kind.Window.RoomAt(limit.Requests, before, open, now)
            : open;

    /// <summary>The requests that are counted together.</summary>
    private sealed class Kind(RateWindow window)
    {
        public RateWindow Window => window;

        /// <summary>The number of the last that was sent.</summary>
        public long Last { get; set; }

        /// <summary>
        /// Those numbers up to <see cref="LastOver"/> were sent closer together than the limit allows; the last such series counts.
        /// </summary>
        public long FirstOver { get; set; }

        /// <summary>See <see cref="FirstOver"/>; 0 where there were none.</summary>
        public long LastOver { get; set; }

        /// <summary>
        /// Null until the limit is kept. Then it explains a 429 to each request that was sent before that: whose
        /// <see cref="RateTurn.Pause"/> is not above this. -1 where it explains none: the first that was refused was not one of too many.
        /// </summary>
        public long? ExplainedUntil { get; set; }
    }
}
