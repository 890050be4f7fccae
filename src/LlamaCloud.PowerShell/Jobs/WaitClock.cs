using System;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Tells those who wait for jobs when to look again and when to give up.</summary>
internal static class WaitClock
{
    /// <summary>The clock; tests set it.</summary>
    internal static TimeProvider Current { get; set; } = TimeProvider.System;

    /// <summary>Waits by it.</summary>
#if NETFRAMEWORK
    public static Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) => Current.Delay(delay, cancellationToken);
#else
    public static Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, Current, cancellationToken);
#endif
}
