using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>What was asked for once counts for a minute. What failed is asked for again.</summary>
internal sealed class MinuteCache<T>
{
    private static readonly TimeSpan s_freshness = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (long Begun, Task<T> Answer)> _entries = new(StringComparer.Ordinal);

    /// <summary>The answer for a key.</summary>
    /// <param name="key">Which service, which key, and what of it.</param>
    /// <param name="read">Asks for it.</param>
    public Task<T> GetAsync(string key, Func<Task<T>> read)
    {
        if (_entries.TryGetValue(key, out (long Begun, Task<T> Answer) entry) && IsFresh(entry))
        {
            return entry.Answer;
        }

        // Of keys that are asked about no more nothing stays.
        foreach (KeyValuePair<string, (long Begun, Task<T> Answer)> old in _entries.Where(one => !IsFresh(one.Value)).ToArray())
        {
            _entries.TryRemove(old.Key, out _);
        }

        Task<T> answer = read();
        _entries[key] = (Upstream.Clock.GetTimestamp(), answer);
        return answer;
    }

    /// <summary>Forgets everything: something has changed.</summary>
    public void Clear() => _entries.Clear();

    private static bool IsFresh((long Begun, Task<T> Answer) entry) =>
        !entry.Answer.IsFaulted && !entry.Answer.IsCanceled && Upstream.Clock.GetElapsedTime(entry.Begun) < s_freshness;
}
