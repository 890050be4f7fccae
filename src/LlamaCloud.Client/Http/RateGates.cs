using System;

namespace LlamaCloud.Http;

/// <summary>
/// The gates of this process, shared by every runspace and every client. Not by proxy: the service counts a key's requests
/// together, whichever way they come.
/// </summary>
internal static class RateGates
{
    /// <summary>How long a gate is kept that nobody holds: as long as it may be shut, since it knows of that alone.</summary>
    public static TimeSpan KeptFor { get; } = RateGate.LongestPause;

    private static readonly SharedValues<(Uri Address, string KeyHash, TimeProvider Clock), RateGate> s_gates =
        new(TimeProvider.System, KeptFor);

    public static RateGate For(LlamaCloudClientOptions options) =>
        s_gates.For((options.BaseAddress, options.KeyHash, options.Clock), () => new RateGate(options.Clock));
}
