using System;
using System.Threading;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>The clock by which commands tell how long whoever gives them items takes for these. It stands unless a test moves it.</summary>
internal sealed class WindowClock : TimeProvider, IDisposable
{
    private readonly IDisposable _hook;
    private long _now;

    /// <summary>Takes the place of the system's clock until it is disposed of.</summary>
    public WindowClock() => _hook = LoadedModule.Set(LoadedModule.Find("Pipeline.Upstream"), "Clock", this);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _now);

    /// <summary>Moves it on.</summary>
    public void Advance(int milliseconds) => Interlocked.Add(ref _now, TimeSpan.FromMilliseconds(milliseconds).Ticks);

    /// <inheritdoc/>
    public void Dispose() => _hook.Dispose();
}
