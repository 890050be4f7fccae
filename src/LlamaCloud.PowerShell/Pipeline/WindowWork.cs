using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>What a <see cref="Window{TItem, TResult}"/> does with each item. All is called on the pipeline thread.</summary>
/// <param name="activity">What it does, for the progress bar: <c>Getting classify jobs</c>.</param>
/// <param name="subject">What its errors are about.</param>
/// <param name="connection">What it asks through.</param>
/// <param name="isChange">Whether it changes something at the service.</param>
internal abstract class WindowWork<TItem, TResult>(
    string activity, ErrorSubject subject, LlamaCloudConnection connection, bool isChange = false)
    where TResult : class
{
    /// <summary>What it does, for the progress bar.</summary>
    public string Activity => activity;

    /// <summary>
    /// Whether what is in flight changes something at the service: then its outcome is waited for and written, even when
    /// another item has ended the command.
    /// </summary>
    public bool IsChange { get; init; } = isChange;

    /// <summary>Whether somebody may wait to see its results come out; otherwise only its errors do.</summary>
    public virtual bool HasOutput => true;

    /// <summary>The bytes of files that go by meanwhile; null where that is no matter.</summary>
    public virtual TransferCount? Transfer => null;

    /// <summary>Which items may share a request: none, where a subclass does not say otherwise.</summary>
    public virtual GroupRules<TItem> Rules => GroupRules<TItem>.None;

    protected ErrorSubject Subject => subject;

    protected LlamaCloudConnection Connection => connection;

    /// <summary>
    /// Sends the request of one item. Called in the order of the input, but for items whose shared request did not answer for
    /// them; behind its first wait it runs on any thread, and so touches nothing of the cmdlet there.
    /// </summary>
    public abstract Task<TResult> SendAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>Sends the request of items that share one. What holds for <see cref="SendAsync"/> holds here.</summary>
    /// <returns>A result for each item; null for one that has to be asked alone.</returns>
    public virtual Task<IReadOnlyList<TResult?>> SendGroupAsync(IReadOnlyList<TItem> items, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{Activity} shares no requests.");

    /// <summary>
    /// Whether the items that a shared request gave no result for are to be asked alone; otherwise its failure is that of each.
    /// </summary>
    /// <param name="first">The first of its items.</param>
    /// <param name="found">How many of its items had a result.</param>
    /// <param name="failure">Why the request did not succeed; null when it did.</param>
    public virtual bool IsAskedAlone(TItem first, int found, Exception? failure) => true;

    /// <summary>Writes the result of one item, in input order.</summary>
    public abstract void Write(TItem item, TResult result);

    /// <summary>The error about one item, and whether every further one would meet it too.</summary>
    public virtual ErrorRecord Describe(TItem item, Exception failure, out bool endsCommand) =>
        ServiceErrors.Describe(failure, subject, NameOf(item), connection, out endsCommand);

    /// <summary>The command is about to end with an error: what is still held back is written.</summary>
    public virtual void End()
    {
    }

    /// <summary>What came through the pipeline for an item, which an error about it carries; null where that is nothing.</summary>
    public virtual object? InputOf(TItem item) => null;

    /// <summary>The name or id of an item, in messages and as the target of errors.</summary>
    protected abstract string NameOf(TItem item);
}
