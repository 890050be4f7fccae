using System;
using System.Linq;
using System.Reflection;
using System.Threading;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>The clock by which <c>Get-ClassifyJob</c> tells how long a group has been filling. It stands unless a test moves it.</summary>
internal sealed class WindowClock : TimeProvider, IDisposable
{
    private long _now;

    /// <summary>Takes the place of the system's clock until it is disposed of.</summary>
    public WindowClock() => Set(this);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _now);

    /// <summary>Moves it on.</summary>
    public void Advance(int milliseconds) => Interlocked.Add(ref _now, TimeSpan.FromMilliseconds(milliseconds).Ticks);

    /// <inheritdoc/>
    public void Dispose() => Set(System);

    // The module is loaded from where it is published, and the window is one type for each kind of item.
    private static void Set(TimeProvider clock)
    {
        Assembly module = AppDomain.CurrentDomain.GetAssemblies()
            .Single(assembly => assembly.GetName().Name == "LlamaCloud.PowerShell" && assembly.Location.StartsWith(Places.Module, StringComparison.Ordinal));
        Type requests = module.GetType("LlamaCloud.PowerShell.Classify.ClassifyJobRequests", throwOnError: true)!;
        Type[] work = requests.GetInterfaces().Single(type => type.Name == "IWindowWork`2").GetGenericArguments();
        module.GetType("LlamaCloud.PowerShell.Pipeline.Window`2", throwOnError: true)!.MakeGenericType(work)
            .GetProperty("Clock", BindingFlags.Static | BindingFlags.NonPublic)!.SetValue(null, clock);
    }
}
