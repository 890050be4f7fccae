using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>
/// The way of the items of a <see cref="Window{TItem, TResult}"/>: they wait, are sent, are answered, and come out in input order.
/// </summary>
/// <remarks>
/// Everything here happens on the pipeline thread, which alone may write. Requests are tasks that return values and set a
/// signal; nothing of this class is touched by another thread, and so nothing needs a lock.
/// </remarks>
internal sealed partial class WindowFlow<TItem, TResult>
    where TResult : class
{
    // Finished work waits for what comes before it. Twice as much as is in flight keeps the requests going meanwhile.
    private const int Ahead = 2;

    // Within the second that Ctrl+C may take.
    private static readonly TimeSpan s_longestFarewell = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan s_longestSilentDrain = TimeSpan.FromSeconds(1);

    private readonly RequestCmdlet _cmdlet;
    private readonly WindowWork<TItem, TResult> _work;
    private readonly OrderedOutput<TItem, TResult> _output;
    private readonly InFlight<Slot<TItem, TResult>> _inFlight;
    private readonly Func<IReadOnlyList<Slot<TItem, TResult>>, Task> _send;
    private readonly Func<bool> _isThereRoom;
    private readonly int _mostSlots;

    // An error that every further item would meet too.
    private ErrorRecord? _endOfAll;

    /// <param name="cmdlet">The command that works.</param>
    /// <param name="limit">How many requests are in flight at most.</param>
    /// <param name="work">What is done.</param>
    public WindowFlow(RequestCmdlet cmdlet, int limit, WindowWork<TItem, TResult> work)
    {
        _cmdlet = cmdlet;
        _work = work;
        GroupRules<TItem> rules = work.Rules;
        _mostSlots = limit * Ahead * rules.Largest;
        _inFlight = new InFlight<Slot<TItem, TResult>>(cmdlet, limit);
        Waiting = new WaitingGroups<Slot<TItem, TResult>>(rules.For<Slot<TItem, TResult>>(slot => slot.Item));
        cmdlet.Held.IsHolding |= work.IsChange;
        Progress = new WindowProgress(cmdlet, work.Activity, work.Transfer);
        _send = Send;
        _isThereRoom = () => HasRoom;
        _output = new OrderedOutput<TItem, TResult>(cmdlet, work, Progress, Drain);
    }

    /// <summary>What has not been sent.</summary>
    public WaitingGroups<Slot<TItem, TResult>> Waiting { get; }

    public WindowProgress Progress { get; }

    /// <summary>Whether somebody may wait to see what comes out.</summary>
    public bool HasOutput => _work.HasOutput;

    /// <summary>Whether everything has come out.</summary>
    public bool IsEmpty => _output.Count == 0;

    /// <summary>Whether there is room for another item.</summary>
    public bool HasRoom => !Waiting.IsAnyReady && _output.Count < _mostSlots;

    public void Add(TItem item, TimeSpan now)
    {
        Slot<TItem, TResult> slot = new(item);
        _output.Add(slot);
        Waiting.Add(slot, now);
    }

    public void Add(ErrorRecord error) => _output.Add(new Slot<TItem, TResult>(default!) { Error = error, IsSettled = true });

    /// <summary>Goes on until there is room for another item.</summary>
    public void MakeRoom() => Advance(_isThereRoom);

    /// <summary>The one loop: settles what has ended, writes what is next, starts what may start, and waits for more to end.</summary>
    public void Advance(Func<bool> isDone)
    {
        try
        {
            while (true)
            {
                Settle();
                _cmdlet.WriteNotices();
                // Before anything more is sent: an error may end the command, and whoever reads may have had enough.
                _output.WriteReady();
                EndIfRefused();
                if (_cmdlet.Held.IsAny)
                {
                    ReleaseHeld();
                }
                else
                {
                    _inFlight.Fill(Waiting, _send);
                }

                if (isDone() && !_cmdlet.Held.IsAny)
                {
                    return;
                }

                // The room is taken by groups that are still filling: nothing else will make more.
                if (_inFlight.Count == 0 && !Waiting.IsAnyReady && !_cmdlet.Held.IsAny)
                {
                    Waiting.ReleaseAll();
                    continue;
                }

                Progress.Show();
                _cmdlet.WaitForNotice();
            }
        }
        catch
        {
            Progress.Complete();
            if (_work.IsChange)
            {
                // The process may end with the command: what was begun clears away first what it has begun to write.
                _cmdlet.Abandon();
                _inFlight.WaitForEnd(s_longestFarewell);
            }

            throw;
        }
    }

    /// <summary>
    /// Nothing more is sent, because an error from elsewhere ends the command: what is under way is waited for, and what was done comes
    /// out.
    /// </summary>
    public void Finish()
    {
        Drain();
        _output.WriteRest(isStopping: true);
    }

    // One item is asked for by itself, whatever it might have shared.
    private Task Send(IReadOnlyList<Slot<TItem, TResult>> slots) => slots.Count == 1
        ? _work.SendAsync(slots[0].Item, _cmdlet.Cancellation)
        : _work.SendGroupAsync([.. slots.Select(slot => slot.Item)], _cmdlet.Cancellation);
}
