using System;
using System.Threading;

namespace LlamaCloud.Http;

/// <summary>
/// The time that an attempt may take: all of it, or, where the contents of a file go by, which may take hours, the time
/// in which nothing of them does.
/// </summary>
internal sealed class Deadline : IDisposable
{
    // Not disposed of: the timer may fire while the attempt ends, and without a wait handle it holds nothing.
    private readonly CancellationTokenSource _source = new();
    private readonly ITimer _timer;
    private readonly TimeSpan _span;

    public Deadline(TimeProvider clock, TimeSpan span)
    {
        _span = span;
        _timer = clock.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), _source, span, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Something went by: the time begins again.</summary>
    public void Restart() => _timer.Change(_span, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();
}
