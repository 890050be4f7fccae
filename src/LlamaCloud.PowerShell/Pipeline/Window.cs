using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>
/// Work on many items: so many requests in flight at most, results in input order, one error for each item that fails, and
/// memory that does not grow with the input, because who adds an item waits while there is no room.
/// </summary>
/// <remarks>
/// Everything here happens on the pipeline thread, which alone may write. Requests are tasks that return values and set a
/// signal; nothing of this class is touched by another thread, and so nothing needs a lock.
/// </remarks>
internal sealed class Window<TItem, TResult>
    where TResult : class
{
    // Finished work waits for what comes before it. Twice as much as is in flight keeps the requests going meanwhile.
    private const int Ahead = 2;

    private static readonly TimeSpan s_longestSilentDrain = TimeSpan.FromSeconds(1);

    // Within the second that Ctrl+C may take.
    private static readonly TimeSpan s_longestFarewell = TimeSpan.FromMilliseconds(500);

    private readonly RequestCmdlet _cmdlet;
    private readonly IWindowWork<TItem, TResult> _work;
    private readonly IGroupedWork<TItem, TResult>? _groups;
    private readonly int _limit;
    private readonly int _mostSlots;
    private readonly WindowProgress _progress;

    private readonly Queue<Slot> _slots = new();
    private readonly Dictionary<string, Group> _filling = new(StringComparer.Ordinal);
    private readonly LinkedList<Group> _waiting = new();
    private readonly List<Running> _running = [];

    // An error that every further item would meet too.
    private ErrorRecord? _endOfAll;

    private readonly Upstream _upstream = new();

    /// <param name="cmdlet">The command that works.</param>
    /// <param name="limit">How many requests are in flight at most.</param>
    /// <param name="work">What is done.</param>
    public Window(RequestCmdlet cmdlet, int limit, IWindowWork<TItem, TResult> work)
    {
        _cmdlet = cmdlet;
        _limit = limit;
        _work = work;
        _groups = work as IGroupedWork<TItem, TResult>;
        _mostSlots = limit * Ahead * (_groups?.LargestGroup ?? 1);
        _progress = new WindowProgress(cmdlet, work.Activity, work.Transfer);
    }

    /// <summary>Takes an item, and waits while there is no room for it.</summary>
    public void Add(TItem item)
    {
        Slot slot = Take(new Slot(item));
        if (_groups?.GroupOf(item) is string key)
        {
            Fill(key, slot);
        }
        else
        {
            _waiting.AddLast(new Group(string.Empty, _upstream.Elapsed) { Slots = { slot } });
        }

        MakeRoom();
    }

    /// <summary>Takes an item that is an error already; it is written in its place.</summary>
    public void Add(TItem item, ErrorRecord error)
    {
        Take(new Slot(item) { Error = error, IsSettled = true });
        MakeRoom();
    }

    /// <summary>Waits for everything.</summary>
    public void Complete()
    {
        ReleaseAll();
        Advance(() => _slots.Count == 0);
        _progress.Complete();
    }

    private Slot Take(Slot slot)
    {
        _upstream.Arrive();
        foreach (Group stale in _filling.Values.Where(group => group.Begun < _upstream.Stale).ToArray())
        {
            Release(stale);
        }

        _slots.Enqueue(slot);
        return slot;
    }

    private void MakeRoom()
    {
        Advance(() => _waiting.Count == 0 && _slots.Count < _mostSlots);
        if (_upstream.IsSlow)
        {
            // Whoever sees it come out in the pace of the upstream waits for no item that may never come.
            long begun = Upstream.Clock.GetTimestamp();
            ReleaseAll();
            Advance(() => _slots.Count == 0 || Upstream.Clock.GetElapsedTime(begun) > _upstream.Patience);
        }

        _upstream.Leave();
    }

    private void Fill(string key, Slot slot)
    {
        int weight = _groups!.WeightOf(slot.Item);
        if (_filling.TryGetValue(key, out Group? group) && group.Weight + weight > _groups.HeaviestGroup)
        {
            Release(group);
            group = null;
        }

        if (group is null)
        {
            group = new Group(key, _upstream.Elapsed);
            _filling.Add(key, group);
        }

        group.Slots.Add(slot);
        group.Weight += weight;
        if (group.Slots.Count == _groups.LargestGroup)
        {
            Release(group);
        }
    }

    private void Release(Group group)
    {
        _filling.Remove(group.Key);
        _waiting.AddLast(group);
    }

    private void ReleaseAll()
    {
        foreach (Group group in _filling.Values.OrderBy(group => group.Begun).ToArray())
        {
            Release(group);
        }
    }

    // The one loop: settles what has ended, starts what may start, writes what is next, and waits for more to end.
    private void Advance(Func<bool> isDone)
    {
        try
        {
            while (true)
            {
                Settle();
                _cmdlet.WriteNotices();
                // Before anything more is sent: an error may end the command, and whoever reads may have had enough.
                WriteReady();
                if (_endOfAll is null)
                {
                    Start();
                }
                else
                {
                    if (_work.IsChange)
                    {
                        Drain();
                    }

                    WriteRest(isStopping: false);
                    _cmdlet.ThrowTerminatingError(_endOfAll);
                }

                if (isDone())
                {
                    return;
                }

                // The room is taken by groups that are still filling: nothing else will make more.
                if (_running.Count == 0 && _waiting.Count == 0)
                {
                    ReleaseAll();
                    continue;
                }

                _progress.Show();
                _cmdlet.WaitForNotice();
            }
        }
        catch
        {
            _progress.Complete();
            Abandon();
            throw;
        }
    }

    // The process may end with the command: what was begun clears away first what it has begun to write.
    private void Abandon()
    {
        if (_work.IsChange)
        {
            _cmdlet.Abandon();
            Task.WhenAll(_running.Select(running => running.Task)).ContinueWith(static _ => { }, TaskScheduler.Default).Wait(s_longestFarewell);
        }
    }

    private void Start()
    {
        while (_running.Count < _limit && _waiting.First is LinkedListNode<Group> next)
        {
            _waiting.RemoveFirst();
            Group group = next.Value;
            if (group.Slots.Count > 1 && _groups!.GroupOf(group.Slots[0].Item) is null)
            {
                // Grouping has ended since this one filled.
                GoAlone(group.Slots, group.Begun);
                continue;
            }

            // One item is asked for by itself, whatever it might have shared.
            Task task = group.Slots.Count == 1
                ? _work.SendAsync(group.Slots[0].Item, _cmdlet.Cancellation)
                : _groups!.SendGroupAsync([.. group.Slots.Select(slot => slot.Item)], _cmdlet.Cancellation);
            _running.Add(new Running(group, task));
            _cmdlet.SignalAfter(task);
        }
    }

    private void Settle()
    {
        Running[] ended = [.. _running.Where(running => running.Task.IsCompleted)];
        _running.RemoveAll(running => ended.Contains(running));
        foreach (Running running in ended)
        {
            Settle(running.Group, running.Task);
        }
    }

    // Nothing more is sent. What was done has come out, also what was done behind the item that ends the command.
    private void WriteRest(bool isStopping)
    {
        Slot[] done = [.. _slots.Where(slot => slot.IsSettled && _work.IsChange)];
        _slots.Clear();
        foreach (Slot slot in done)
        {
            if (isStopping && slot.Error is not null)
            {
                // -ErrorAction Stop ends at the first error; a further one would only hide what comes behind it.
                _cmdlet.WriteWarning(slot.Error.ToString());
            }
            else
            {
                Write(slot);
            }
        }

        _work.End();
    }

    // What is under way may still change something: its outcome is waited for, and nobody is left to wonder why.
    private void Drain()
    {
        long begun = TimeProvider.System.GetTimestamp();
        bool isTold = false;
        while (_running.Count > 0)
        {
            if (!isTold && TimeProvider.System.GetElapsedTime(begun) > s_longestSilentDrain)
            {
                isTold = true;
                _cmdlet.WriteWarning($"{_running.Count} requests that were under way when an error ended the command are still waited for, since they may have done their work.");
            }

            _cmdlet.WaitForNotice();
            Settle();
        }
    }

    private void Settle(Group group, Task task)
    {
        if (task.IsCanceled)
        {
            // What the work itself gives up once the command is to end leaves no trace.
            if (_endOfAll is null || _cmdlet.Cancellation.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            return;
        }

        Exception? failure = task.Exception?.GetBaseException();
        if (group.Slots.Count == 1)
        {
            Settle(group.Slots[0], failure is null ? ((Task<TResult>)task).Result : null, failure);
            return;
        }

        IReadOnlyList<TResult?> results = failure is null ? ((Task<IReadOnlyList<TResult?>>)task).Result : new TResult?[group.Slots.Count];
        bool goAlone = _groups!.Settle(group.Slots[0].Item, results.Count(result => result is not null), failure);
        List<Slot> alone = [];
        for (int i = 0; i < group.Slots.Count; i++)
        {
            if (results[i] is null && goAlone)
            {
                alone.Add(group.Slots[i]);
            }
            else
            {
                Settle(group.Slots[i], results[i], failure);
            }
        }

        GoAlone(alone, group.Begun);
        if (_groups.GroupOf(group.Slots[0].Item) is null && _filling.TryGetValue(group.Key, out Group? filling))
        {
            // Nothing of its kind is shared from here on: what was filling would only wait behind what comes later.
            Release(filling);
        }
    }

    private void GoAlone(List<Slot> slots, TimeSpan begun)
    {
        // First of all that wait: their places in the output come first.
        for (int i = slots.Count - 1; i >= 0; i--)
        {
            _waiting.AddFirst(new Group(string.Empty, begun) { Slots = { slots[i] } });
        }
    }

    private void Settle(Slot slot, TResult? result, Exception? failure)
    {
        if (failure is not null)
        {
            slot.Error = _work.Describe(slot.Item, failure, out bool endsCommand);
            // Where something was sent that may leave a trace, a second one of these is an error of its own.
            if (endsCommand && (_endOfAll is null || !_work.IsChange))
            {
                _endOfAll ??= slot.Error;
                return;
            }
        }

        slot.Result = result;
        slot.IsSettled = true;
    }

    private void WriteReady()
    {
        while (_slots.Count > 0 && _slots.Peek().IsSettled)
        {
            Write(_slots.Dequeue());
        }
    }

    private void Write(Slot slot)
    {
        _progress.Count(failed: slot.Error is not null);
        if (slot.Error is null)
        {
            _work.Write(slot.Item, slot.Result!);
            return;
        }

        // The error would be the last that this command can write: what has been done comes first.
        if (_work.IsChange && _cmdlet.StopsAtErrors)
        {
            Drain();
            WriteRest(isStopping: true);
        }

        _cmdlet.WriteError(slot.Error);
    }

    private sealed class Slot(TItem item)
    {
        public TItem Item { get; } = item;

        public TResult? Result { get; set; }

        public ErrorRecord? Error { get; set; }

        public bool IsSettled { get; set; }
    }

    private sealed record Group(string Key, TimeSpan Begun)
    {
        public List<Slot> Slots { get; } = [];

        public int Weight { get; set; }
    }

    private sealed record Running(Group Group, Task Task);
}
