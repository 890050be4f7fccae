using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>What most work has in common: it reads, no file goes by, and nothing is held back.</summary>
/// <param name="activity">What it does, for the progress bar.</param>
/// <param name="isChange">Whether it changes something at the service.</param>
internal abstract class WindowWork<TItem, TResult>(string activity, bool isChange = false) : IWindowWork<TItem, TResult>
    where TResult : class
{
    public string Activity => activity;

    public bool IsChange { get; init; } = isChange;

    public virtual TransferCount? Transfer => null;

    public abstract Task<TResult> SendAsync(TItem item, CancellationToken cancellationToken);

    public abstract void Write(TItem item, TResult result);

    public abstract ErrorRecord Describe(TItem item, Exception failure, out bool endsCommand);

    public virtual void End()
    {
    }
}
