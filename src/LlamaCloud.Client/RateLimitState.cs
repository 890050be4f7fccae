using System;

namespace LlamaCloud;

/// <summary>How much room the requests of one key have, as far as this process knows.</summary>
/// <param name="Pause">How long every request still waits because the service limits requests (429); zero when none does.</param>
/// <param name="RequestsInLastMinute">How many requests this process sent in the last minute; at most 10,000 are counted.</param>
public sealed record RateLimitState(TimeSpan Pause, int RequestsInLastMinute)
{
    /// <summary>Both in words.</summary>
    public override string ToString()
    {
        string state = Pause > TimeSpan.Zero ? FormattableString.Invariant($"paused for {Math.Ceiling(Pause.TotalSeconds):0} s") : "open";
        return FormattableString.Invariant($"{state}, {RequestsInLastMinute} in the last minute");
    }
}
