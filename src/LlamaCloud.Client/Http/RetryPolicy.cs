using System;

namespace LlamaCloud.Http;

/// <summary>Whether a failed attempt is made again, and when.</summary>
internal static class RetryPolicy
{
    /// <summary>A longer wait than this is not a retry but another time: it fails at once.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(8);

    /// <summary>Whether the same request may be sent again after this failure.</summary>
    /// <param name="failure">The failure; not a 429, which is the gate's.</param>
    /// <param name="isRepeatable">Whether sending it twice does no harm.</param>
    public static bool CanRepeat(LlamaCloudException failure, bool isRepeatable) =>
        MayPass(failure) && (isRepeatable || CannotHaveBeenProcessed(failure));

    /// <summary>How long to wait before the next attempt.</summary>
    /// <param name="failure">The failure of the last.</param>
    /// <param name="retries">How many retries there were before.</param>
    public static TimeSpan DelayAfter(LlamaCloudException failure, int retries) =>
        failure.Hint.After ?? Backoff(s_first, s_longest, retries);

    /// <summary>A wait that doubles up to a limit, less up to a quarter, so that many clients do not come back as one.</summary>
    public static TimeSpan Backoff(TimeSpan first, TimeSpan longest, int step)
    {
        double seconds = Math.Min(first.TotalSeconds * Math.Pow(2, step), longest.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 - (0.25 * Compatibility.NextRandom())));
    }

    private static bool MayPass(LlamaCloudException failure) => failure.Kind switch
    {
        LlamaCloudErrorKind.Timeout or LlamaCloudErrorKind.Connection or LlamaCloudErrorKind.UnknownHost => true,
        LlamaCloudErrorKind.Status => failure.Hint.ShouldRetry ?? failure.StatusCode is 408 or 500 or 502 or 503 or 504,
        _ => false,
    };

    /// <summary>
    /// Whether the service cannot have begun the work: it never saw the request, or said so. A 503 that says when to come
    /// back was given before the work; any other answer or silence may follow it.
    /// </summary>
    public static bool CannotHaveBeenProcessed(LlamaCloudException failure) =>
        !failure.WasSent || (failure.StatusCode == 503 && failure.Hint.After is not null);
}
