using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>What a <see cref="Window{TItem, TResult}"/> does with each item.</summary>
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

    /// <summary>Sends the request of one item. Runs on any thread, and so touches nothing of the cmdlet.</summary>
    Task<TResult> SendAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>Writes the result of one item. On the pipeline thread, in input order.</summary>
    void Write(TItem item, TResult result);

    /// <summary>The error about one item, and whether every further one would meet it too.</summary>
    ErrorRecord Describe(TItem item, Exception failure, out bool endsCommand);

    /// <summary>The command is about to end with an error: what is still held back is written. On the pipeline thread.</summary>
    void End();
}

/// <summary>Work in which several items can share a request.</summary>
internal interface IGroupedWork<TItem, TResult> : IWindowWork<TItem, TResult>
    where TResult : class
{
    /// <summary>How many items share a request at most.</summary>
    int LargestGroup { get; }

    /// <summary>How much all items of a request may weigh.</summary>
    int HeaviestGroup { get; }

    /// <summary>Items with the same one may share a request; null: this one goes alone.</summary>
    string? GroupOf(TItem item);

    /// <summary>What an item takes of <see cref="HeaviestGroup"/>.</summary>
    int WeightOf(TItem item);

    /// <summary>Sends the request of a group. Runs on any thread.</summary>
    /// <returns>A result for each item; null for one that has to be asked alone.</returns>
    Task<IReadOnlyList<TResult?>> SendGroupAsync(IReadOnlyList<TItem> items, CancellationToken cancellationToken);

    /// <summary>A group was answered, or refused. On the pipeline thread.</summary>
    /// <param name="first">Its first item.</param>
    /// <param name="found">How many of its items had a result.</param>
    /// <param name="failure">Why the request did not succeed; null when it did.</param>
    /// <returns>Whether those without a result are to be asked alone; otherwise the failure is that of each.</returns>
    bool Settle(TItem first, int found, Exception? failure);
}
