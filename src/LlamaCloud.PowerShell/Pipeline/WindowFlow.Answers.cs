using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Pipeline;

/// <content>What has ended, and how the window ends.</content>
internal sealed partial class WindowFlow<TItem, TResult>
{
    private void Settle()
    {
        foreach ((IReadOnlyList<Slot<TItem, TResult>> slots, Task task) in _inFlight.TakeEnded())
        {
            if (!task.IsCanceled)
            {
                Settle(slots, task);
            }
            // What the work itself gives up once the command is to end leaves no trace.
            else if (_endOfAll is null || _cmdlet.Cancellation.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }
        }
    }

    private void Settle(IReadOnlyList<Slot<TItem, TResult>> slots, Task task)
    {
        Exception? failure = task.Exception?.GetBaseException();
        if (slots.Count == 1)
        {
            Settle(slots[0], failure is null ? ((Task<TResult>)task).Result : null, failure);
            return;
        }

        IReadOnlyList<TResult?> results = failure is null ? ((Task<IReadOnlyList<TResult?>>)task).Result : new TResult?[slots.Count];
        bool goAlone = _work.IsAskedAlone(slots[0].Item, results.Count(result => result is not null), failure);
        List<Slot<TItem, TResult>> alone = [];
        for (int i = 0; i < slots.Count; i++)
        {
            if (results[i] is null && goAlone)
            {
                alone.Add(slots[i]);
            }
            else
            {
                Settle(slots[i], results[i], failure);
            }
        }

        Waiting.GoAlone(alone);
        Waiting.ReleaseEnded();
    }

    private void Settle(Slot<TItem, TResult> slot, TResult? result, Exception? failure)
    {
        if (failure is not null)
        {
            slot.Error = ErrorInput.Join(_work.Describe(slot.Item, failure, out bool endsCommand), _work.InputOf(slot.Item));
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

    private void EndIfRefused()
    {
        if (_endOfAll is null)
        {
            return;
        }

        if (_work.IsChange)
        {
            Drain();
        }

        _output.WriteRest(isStopping: _cmdlet.StopsAtErrors);
        _cmdlet.ThrowTerminatingError(_endOfAll);
    }

    // Nothing more is sent before it: what was begun is waited for, and comes out.
    private void ReleaseHeld()
    {
        if (_inFlight.Count > 0)
        {
            return;
        }

        if (_cmdlet.Held.IsAnyLast)
        {
            _output.WriteRest(isStopping: true);
        }

        _cmdlet.Held.Release();
    }

    // What is under way may still change something: its outcome is waited for, and nobody is left to wonder why.
    private void Drain()
    {
        long begun = TimeProvider.System.GetTimestamp();
        bool isTold = false;
        while (_inFlight.Count > 0)
        {
            if (!isTold && TimeProvider.System.GetElapsedTime(begun) > s_longestSilentDrain)
            {
                isTold = true;
                _cmdlet.WriteWarning(
                    $"{_inFlight.Count} requests that were under way when an error ended the command are still waited for, since they may "
                        + "have done their work.");
            }

            _cmdlet.WaitForNotice();
            Settle();
        }
    }
}
