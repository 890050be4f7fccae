using System;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>
/// Work on many items: so many requests in flight at most, results in input order, one error for each item that fails, and
/// memory that does not grow with the input, because who adds an item waits while there is no room.
/// </summary>
/// <param name="cmdlet">The command that works.</param>
/// <param name="open">What is done. Called with the first item, not before: an empty pipeline needs no key.</param>
internal sealed class Window<TItem, TResult>(ManyItemsCmdlet cmdlet, Func<WindowWork<TItem, TResult>> open)
    where TResult : class
{
    private readonly Upstream _upstream = new();
    private WindowFlow<TItem, TResult>? _flow;

    /// <summary>Takes an item, and waits while there is no room for it.</summary>
    public void Add(TItem item)
    {
        _flow ??= new WindowFlow<TItem, TResult>(cmdlet, cmdlet.ThrottleLimit, open());
        _upstream.Arrive();
        _flow.Waiting.ReleaseOlder(_upstream.Stale);
        _flow.Add(item, _upstream.Elapsed);
        Advance(_flow);
    }

    /// <summary>Takes what is an error already; it is written in its place.</summary>
    public void Add(ErrorRecord error)
    {
        if (_flow is null)
        {
            // Without a connection, so that those who have no key are told too.
            cmdlet.WriteError(error);
            return;
        }

        _upstream.Arrive();
        _flow.Waiting.ReleaseOlder(_upstream.Stale);
        _flow.Add(error);
        Advance(_flow);
    }

    /// <summary>Waits for everything.</summary>
    public void Complete()
    {
        _flow?.Waiting.ReleaseAll();
        _flow?.Advance(() => _flow.IsEmpty);
        _flow?.Progress.Complete();
    }

    /// <summary>What was done comes out before an error that is not about an item ends the command; nothing more is sent.</summary>
    public void Finish() => _flow?.Finish();

    private void Advance(WindowFlow<TItem, TResult> flow)
    {
        flow.MakeRoom();
        if (_upstream.IsSlow)
        {
            KeepPace(flow);
        }

        _upstream.Leave();
    }

    // Whoever sees it come out in the pace of the upstream waits for no item that may never come.
    private void KeepPace(WindowFlow<TItem, TResult> flow)
    {
        long begun = Upstream.Clock.GetTimestamp();
        TimeSpan patience = _upstream.PatienceFor(flow.HasOutput);
        flow.Waiting.ReleaseAll();
        flow.Advance(() => flow.IsEmpty || Upstream.Clock.GetElapsedTime(begun) > patience || patience == TimeSpan.Zero);
    }
}
