using System;
using System.Linq;
using System.Threading;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>The clock by which <c>Get-ClassifyJob</c> tells how long a group has been filling. It stands unless a test moves it.</summary>
internal sealed class WindowClock : TimeProvider, IDisposable
{
    private readonly IDisposable _hook;
    private long _now;

    /// <summary>Takes the place of the system's clock until it is disposed of.</summary>
    public WindowClock()
    {
        // The window is one type for each kind of item.
        Type[] work = LoadedModule.Find("Classify.ClassifyJobRequests").GetInterfaces().Single(type => type.Name == "IWindowWork`2").GetGenericArguments();
        _hook = LoadedModule.Set(LoadedModule.Find("Pipeline.Window`2").MakeGenericType(work), "Clock", this);
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _now);

    /// <summary>Moves it on.</summary>
    public void Advance(int milliseconds) => Interlocked.Add(ref _now, TimeSpan.FromMilliseconds(milliseconds).Ticks);

    /// <inheritdoc/>
    public void Dispose() => _hook.Dispose();
}
