using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>What a <see cref="Window{TItem, TResult}"/> does with each item. All is called on the pipeline thread.</summary>
internal interface IWindowWork<TItem, TResult>
    where TResult : class
{
    /// <summary>What it does, for the progress bar: <c>Getting classify jobs</c>.</summary>
    string Activity { get; }

    /// <summary>
    /// Whether what is in flight changes something at the service: then its outcome is waited for and written, even when
    /// another item has ended the command.
    /// </summary>
    bool IsChange { get; }

    /// <summary>The bytes of files that go by meanwhile; null where that is no matter.</summary>
    TransferCount? Transfer { get; }

    /// <summary>
    /// Sends the request of one item. Called in the order of the input, but for items whose shared request did not answer for
    /// them; behind its first wait it runs on any thread, and so touches nothing of the cmdlet there.
    /// </summary>
    Task<TResult> SendAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>Writes the result of one item, in input order.</summary>
    void Write(TItem item, TResult result);

    /// <summary>The error about one item, and whether every further one would meet it too.</summary>
    ErrorRecord Describe(TItem item, Exception failure, out bool endsCommand);

    /// <summary>The command is about to end with an error: what is still held back is written.</summary>
    void End();
}

/// <summary>Work in which several items can share a request.</summary>
internal interface IGroupedWork<TItem, TResult> : IWindowWork<TItem, TResult>
    where TResult : class
{
    /// <summary>Which ones.</summary>
    GroupRules<TItem> Rules { get; }

    /// <summary>Sends the request of a group. What holds for <see cref="IWindowWork{TItem, TResult}.SendAsync"/> holds here.</summary>
    /// <returns>A result for each item; null for one that has to be asked alone.</returns>
    Task<IReadOnlyList<TResult?>> SendGroupAsync(IReadOnlyList<TItem> items, CancellationToken cancellationToken);

    /// <summary>A group was answered, or refused.</summary>
    /// <param name="first">Its first item.</param>
    /// <param name="found">How many of its items had a result.</param>
    /// <param name="failure">Why the request did not succeed; null when it did.</param>
    /// <returns>Whether those without a result are to be asked alone; otherwise the failure is that of each.</returns>
    bool Settle(TItem first, int found, Exception? failure);
}
