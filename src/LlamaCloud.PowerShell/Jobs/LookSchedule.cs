using System;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>
/// When jobs that are waited for are looked at again, when the time is over, and when nothing has answered for too long. It has
/// no clock: every time is what has passed since the wait began.
/// </summary>
/// <param name="longestPause">The longest pause between two looks.</param>
/// <param name="chance">A number from 0 to 1, another each time.</param>
internal sealed class LookSchedule(TimeSpan longestPause, Func<double> chance)
{
    private const double Growth = 1.5;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);

    // So long a service may be away without anything being lost.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromMinutes(10);

    private TimeSpan _pause = s_firstPause < longestPause ? s_firstPause : longestPause;
    private TimeSpan _next;
    private TimeSpan? _end;
    private TimeSpan _lookBegun;
    private TimeSpan? _silentSince;
    private int _silentLooks;

    /// <summary>Ends the wait then; null: never.</summary>
    public void EndAt(TimeSpan? end) => _end = end;

    /// <summary>Whether it is time to look again.</summary>
    public bool IsDue(TimeSpan now) => now >= _next;

    /// <summary>Whether the time is over.</summary>
    public bool IsOver(TimeSpan now) => now >= _end;

    /// <summary>Whether nothing has answered for so long, in more than one look, that nothing will.</summary>
    public bool IsSilent(TimeSpan now) => _silentLooks > 1 && now - _silentSince >= s_longestSilence;

    /// <summary>How long it is until the next look.</summary>
    public TimeSpan Pause(TimeSpan now) => _next > now ? _next - now : TimeSpan.Zero;

    /// <summary>A look begins.</summary>
    public void Begin(TimeSpan now) => _lookBegun = now;

    /// <summary>A look has ended.</summary>
    /// <param name="now">When.</param>
    /// <param name="isAnswered">Whether the service answered for any job.</param>
    public void Finish(TimeSpan now, bool isAnswered)
    {
        _silentSince = isAnswered ? null : _silentSince ?? _lookBegun;
        _silentLooks = isAnswered ? 0 : _silentLooks + 1;

        // Less up to a quarter, so that many runbooks that began together do not ask together.
        _next = now + TimeSpan.FromTicks((long)(_pause.Ticks * (1 - (0.25 * chance()))));
        _pause = TimeSpan.FromTicks(Math.Min((long)(_pause.Ticks * Growth), longestPause.Ticks));

        // What is said at the end of the time is not older than it need be.
        TimeSpan? last = _end - s_firstPause;
        if (now < last && _next > last)
        {
            _next = last.Value;
        }
    }
}
