using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// What a completer asks the service for. Nobody waits long for a TAB: what takes longer goes on in the background, so that
/// the next TAB has it, and an answer counts for a minute. What fails says nothing, and is asked again.
/// </summary>
internal sealed class Lookup<T>
{
    private static readonly TimeSpan s_longestSearch = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_freshness = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>How long a TAB waits; tests set it.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Tells the time; tests set it.</summary>
    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>What is known under a key; empty while nothing is.</summary>
    /// <param name="key">Which service, which key, and what of it.</param>
    /// <param name="read">Asks for it.</param>
    public IReadOnlyList<T> Find(string key, Func<CancellationToken, Task<IReadOnlyList<T>>> read)
    {
        foreach (KeyValuePair<string, Entry> old in _entries.Where(one => one.Value.Search.IsCompleted && !IsFresh(one.Value)).ToArray())
        {
            _entries.TryRemove(old.Key, out _);
        }

        Entry entry = _entries.AddOrUpdate(key, _ => Start(read), (_, last) => IsFresh(last) ? last : Start(read));
        try
        {
            return entry.Search.Wait(Patience) ? entry.Search.Result : [];
        }
        catch (AggregateException failure) when (failure.InnerException is LlamaCloudException or OperationCanceledException
            or ArgumentException)
        {
            return [];
        }
    }

    private bool IsFresh(Entry entry) =>
        !entry.Search.IsFaulted && !entry.Search.IsCanceled && Clock.GetElapsedTime(entry.Begun) < s_freshness;

    private Entry Start(Func<CancellationToken, Task<IReadOnlyList<T>>> read)
    {
        CancellationTokenSource end = new(s_longestSearch);
        return new Entry(Clock.GetTimestamp(), Task.Run(() => read(end.Token)));
    }

    private sealed record Entry(long Begun, Task<IReadOnlyList<T>> Search);
}
