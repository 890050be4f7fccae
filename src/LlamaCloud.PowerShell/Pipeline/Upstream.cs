using System;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>How long whoever gives items takes for them: not the time that they were kept waiting for here.</summary>
internal sealed class Upstream
{
    private static readonly TimeSpan s_longestGap = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan s_longestPatience = TimeSpan.FromSeconds(10);

    // A wait may be longer than it was meant to be by a gap.
    private static readonly TimeSpan s_shortestPatience = TimeSpan.FromMilliseconds(200);

    private long? _left;

    /// <summary>Tests set it.</summary>
    internal static TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>How long it took for what it gave so far.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>How long it took for the last item.</summary>
    public TimeSpan LastGap { get; private set; }

    /// <summary>Whether the next item may be long in coming, so that what has come is not held back for it.</summary>
    public bool IsSlow => LastGap > s_longestGap;

    /// <summary>What began to be held back before then has been so for long enough.</summary>
    public TimeSpan Stale => Elapsed - s_longestGap;

    /// <summary>
    /// How long a slow upstream may be kept waiting for answers that it could see before it goes on; zero for not at all.
    /// </summary>
    /// <param name="hasOutput">Whether anything would come out but errors.</param>
    // Where answers take longer than items, it is slowed down by a half and not to the pace of one answer at a time. Where nothing comes
    // out, by next to nothing: it may have requests of its own, which it does not send meanwhile.
    public TimeSpan PatienceFor(bool hasOutput)
    {
        TimeSpan patience = TimeSpan.FromTicks(Math.Min(LastGap.Ticks / (hasOutput ? 2 : 20), s_longestPatience.Ticks));
        return hasOutput || patience >= s_shortestPatience ? patience : TimeSpan.Zero;
    }

    /// <summary>It has given an item.</summary>
    public void Arrive()
    {
        LastGap = _left is long left ? Clock.GetElapsedTime(left) : TimeSpan.Zero;
        Elapsed += LastGap;
    }

    /// <summary>It may go on.</summary>
    public void Leave() => _left = Clock.GetTimestamp();
}
