using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>Requests that are under way, and the items that each is for. On the pipeline thread.</summary>
/// <param name="cmdlet">The command that waits for them.</param>
/// <param name="limit">How many they are at most.</param>
internal sealed class InFlight<T>(RequestCmdlet cmdlet, int limit)
{
    private readonly List<(IReadOnlyList<T> Items, Task Task)> _running = [];

    public int Count => _running.Count;

    /// <summary>Sends what there is room for.</summary>
    /// <param name="waiting">What waits.</param>
    /// <param name="send">Sends the request of one item, or of several that share it.</param>
    /// <param name="most">How many requests may be sent now.</param>
    public void Fill(WaitingGroups<T> waiting, Func<IReadOnlyList<T>, Task> send, int most = int.MaxValue)
    {
        while (most-- > 0 && _running.Count < limit && waiting.TryTake(out IReadOnlyList<T> items))
        {
            Task task = send(items);
            _running.Add((items, task));
            cmdlet.SignalAfter(task);
        }
    }

    /// <summary>Takes out those that have ended, in the order in which they were sent.</summary>
    public IReadOnlyList<(IReadOnlyList<T> Items, Task Task)> TakeEnded()
    {
        // Asked with every item, where hardly ever one has ended.
        if (!_running.Exists(static one => one.Task.IsCompleted))
        {
            return [];
        }

        (IReadOnlyList<T> Items, Task Task)[] ended = [.. _running.Where(one => one.Task.IsCompleted)];
        _running.RemoveAll(one => ended.Contains(one));
        return ended;
    }

    /// <summary>Waits until all have ended, whatever comes of them, or the time is over.</summary>
    public void WaitForEnd(TimeSpan longest) =>
        Task.WhenAll(_running.Select(one => one.Task)).ContinueWith(static _ => { }, TaskScheduler.Default).Wait(longest);
}
