using System;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>
/// When jobs that are waited for are looked at again, when the time is over, and when nothing has answered for too long. It has
/// no clock: every time is what has passed since the wait began.
/// </summary>
/// <remarks>
/// The rule: a look comes after 1 s, then after 2 s, then every 3.2 s, each pause shorter by up to a twentieth. A look of more than 10
/// requests, which is 1,000 jobs, is followed by 0.32 s for each request. Jobs that take long are looked at less often: the pause grows
/// with the time that the last of them has been waited for, to the longest pause after 200 s. No pause is longer than that.
/// The requests of one look are spread over its pause: all jobs are seen equally soon after their ends, and nothing comes in bursts.
/// </remarks>
/// <param name="longestPause">The longest pause between two looks.</param>
/// <param name="chance">A number from 0 to 1, another each time.</param>
/// <param name="first">When the first look is due.</param>
internal sealed class LookSchedule(TimeSpan longestPause, Func<double> chance, TimeSpan first = default)
{
    // Looks at up to 100 jobs, a request each, stay below the 20 requests a minute of the free tier.
    private static readonly TimeSpan s_usualPause = TimeSpan.FromSeconds(3.2);
    private static readonly TimeSpan s_forEachRequest = TimeSpan.FromSeconds(0.32);
    private static readonly TimeSpan s_untilLongest = TimeSpan.FromSeconds(200);

    // So long a service may be away without anything being lost.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromMinutes(10);

    private TimeSpan _least = FirstPause;
    private TimeSpan _pause;
    private TimeSpan _spread;
    private int _requests;
    private TimeSpan _next = first;
    private TimeSpan? _end;
    private TimeSpan? _lastLook;
    private TimeSpan _lookBegun;
    private TimeSpan? _silentSince;
    private int _silentLooks;

    /// <summary>How long after it was made a job is looked at for the first time.</summary>
    public static TimeSpan FirstPause { get; } = TimeSpan.FromSeconds(1);

    /// <summary>No more jobs come.</summary>
    /// <param name="now">When that is known.</param>
    /// <param name="end">When the wait ends; null: never.</param>
    /// <param name="isIncomplete">Whether the look that is under way, if one is, leaves out jobs that came after it began.</param>
    public void EndAt(TimeSpan now, TimeSpan? end, bool isIncomplete)
    {
        _end = end;
        // What is said at the end of the time is not older than it need be. Of a short time jobs have half to end in.
        _lastLook = end - TimeSpan.FromTicks(Math.Min(FirstPause.Ticks, ((end - now) ?? default).Ticks / 2));
        if (isIncomplete || _lookBegun + _spread > _lastLook)
        {
            // The next look has to wait for this one.
            _spread = TimeSpan.Zero;
        }

        if (_next > _lastLook)
        {
            _next = now > _lastLook ? now : _lastLook.Value;
        }
    }

    /// <summary>Whether it is time to look again.</summary>
    public bool IsDue(TimeSpan now) => now >= _next;

    /// <summary>Whether the time is over.</summary>
    public bool IsOver(TimeSpan now) => now >= _end;

    /// <summary>Whether nothing has answered for so long, in more than one look, that nothing will.</summary>
    public bool IsSilent(TimeSpan now) => _silentLooks > 1 && now - _silentSince >= s_longestSilence;

    /// <summary>How long it is until the next look.</summary>
    public TimeSpan Pause(TimeSpan now) => _next > now ? _next - now : TimeSpan.Zero;

    /// <summary>A look begins.</summary>
    /// <param name="now">When.</param>
    /// <param name="requests">How many requests it takes.</param>
    /// <param name="waited">How long the job that came last has been waited for.</param>
    /// <param name="isUrgent">Whether all its requests are sent at once: of some jobs nothing is known yet.</param>
    public void Begin(TimeSpan now, int requests, TimeSpan waited, bool isUrgent)
    {
        _lookBegun = now;
        _requests = requests;
        double grown = longestPause.Ticks * Math.Min(1, waited.TotalSeconds / s_untilLongest.TotalSeconds);
        double pause = Math.Min(longestPause.Ticks, Math.Max(Math.Max(_least.Ticks, grown), s_forEachRequest.Ticks * (double)requests));
        // So that many runbooks that began together do not go on asking together.
        _pause = TimeSpan.FromTicks((long)(pause * (1 - (0.05 * chance()))));
        _least = _least + _least < s_usualPause ? _least + _least : s_usualPause;
        // The last look before the end has no time for that.
        _spread = isUrgent || now + _pause > _lastLook ? TimeSpan.Zero : _pause;
    }

    /// <summary>How many requests of the look may have been sent by now.</summary>
    public int Allowed(TimeSpan now) => _spread == TimeSpan.Zero
        ? int.MaxValue
        : 1 + (int)Math.Min(int.MaxValue - 1, _requests * (now - _lookBegun).TotalSeconds / _spread.TotalSeconds);

    /// <summary>A look has ended.</summary>
    /// <param name="now">When.</param>
    /// <param name="isAnswered">Whether the service answered for any job.</param>
    public void Finish(TimeSpan now, bool isAnswered)
    {
        _silentSince = isAnswered ? null : _silentSince ?? _lookBegun;
        _silentLooks = isAnswered ? 0 : _silentLooks + 1;

        _next = _lookBegun + _pause;
        if (_next < now)
        {
            // A look that takes longer than its pause, such as through a 429, leaves room for others too.
            TimeSpan late = now - _next;
            _next = now + (late < _pause ? late : _pause);
        }

        if (now < _lastLook && _next > _lastLook)
        {
            _next = _lastLook.Value;
        }
    }
}
