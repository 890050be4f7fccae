using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>The place of an item in the output.</summary>
internal sealed class Slot<TItem, TResult>(TItem item)
    where TResult : class
{
    public TItem Item { get; } = item;

    public TResult? Result { get; set; }

    public ErrorRecord? Error { get; set; }

    /// <summary>Whether it can be written.</summary>
    public bool IsSettled { get; set; }

    /// <summary>When it could first be written, by <see cref="Upstream.Clock"/>; null before.</summary>
    public long? SettledAt { get; set; }
}

/// <summary>What comes out of a <see cref="Window{TItem, TResult}"/>, in input order.</summary>
/// <param name="cmdlet">The command that works.</param>
/// <param name="work">What is done.</param>
/// <param name="progress">Counts what has come out.</param>
/// <param name="drain">Waits for what is under way.</param>
internal sealed class OrderedOutput<TItem, TResult>(
    RequestCmdlet cmdlet, WindowWork<TItem, TResult> work, WindowProgress progress, Action drain)
    where TResult : class
{
    // What a change has made is not kept from the user for longer behind one that takes its time.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(1);

    private readonly LinkedList<Slot<TItem, TResult>> _slots = new();

    /// <summary>How many items have not come out.</summary>
    public int Count => _slots.Count;

    public void Add(Slot<TItem, TResult> slot) => _slots.AddLast(slot);

    /// <summary>Writes what nothing has to come before.</summary>
    public void WriteReady()
    {
        while (_slots.First is { Value.IsSettled: true } next)
        {
            Write(TakeOut(next));
        }

        if (work.IsChange)
        {
            WriteLate();
        }
    }

    /// <summary>Nothing more is sent. What was done comes out, also what was done behind the item that ends the command.</summary>
    /// <param name="isStopping">Whether the error that is to be written will be the last thing that is.</param>
    public void WriteRest(bool isStopping)
    {
        Slot<TItem, TResult>[] done = [.. _slots.Where(slot => slot.IsSettled && work.IsChange)];
        _slots.Clear();
        Array.ForEach(done, slot => _slots.AddLast(slot));
        // One by one: what becomes of one may end the command too, and then writes those behind it.
        while (_slots.Count > 0)
        {
            Slot<TItem, TResult> slot = TakeOut(_slots.First!);
            if (isStopping && slot.Error is not null)
            {
                // -ErrorAction Stop ends at the first error; a further one would only hide what comes behind it.
                cmdlet.WriteWarning(slot.Error.ToString());
            }
            else
            {
                Write(slot);
            }
        }

        work.End();
    }

    // Input order is given up for these.
    private void WriteLate()
    {
        LinkedListNode<Slot<TItem, TResult>>? node = _slots.First;
        while (node is not null)
        {
            LinkedListNode<Slot<TItem, TResult>> current = node;
            node = node.Next;
            if (current.Value.IsSettled
                && Upstream.Clock.GetElapsedTime(current.Value.SettledAt ??= Upstream.Clock.GetTimestamp()) >= s_longestWait)
            {
                Write(TakeOut(current));
                // What was written may have taken others out.
                node = _slots.First;
            }
        }
    }

    private Slot<TItem, TResult> TakeOut(LinkedListNode<Slot<TItem, TResult>> node)
    {
        _slots.Remove(node);
        return node.Value;
    }

    private void Write(Slot<TItem, TResult> slot)
    {
        progress.Count(failed: slot.Error is not null);
        if (slot.Error is null)
        {
            work.Write(slot.Item, slot.Result!);
            return;
        }

        // The error would be the last that this command can write: what has been done comes first.
        if (work.IsChange && cmdlet.StopsAtErrors)
        {
            drain();
            WriteRest(isStopping: true);
        }

        cmdlet.WriteError(slot.Error);
    }
}
