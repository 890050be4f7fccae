using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud.Http;

/// <summary>
/// What all users of one key share. It is made for the first of them and kept for as long as somebody holds it, and in any case for
/// a while after it was last asked for: what the service has asked for, such as a pause, outlives a command, and a process that goes
/// through hundreds of keys is left with nothing of them.
/// </summary>
/// <param name="clock">What tells the time.</param>
/// <param name="keptFor">How long a value is kept that nobody holds.</param>
internal sealed class SharedValues<TKey, TValue>(TimeProvider clock, TimeSpan keptFor)
    where TKey : notnull
    where TValue : class
{
    private readonly object _lock = new();
    private readonly Dictionary<TKey, Entry> _entries = [];
    private long _swept = clock.GetTimestamp();

    /// <summary>How many keys there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes the value where there is none.</param>
    public TValue For(TKey key, Func<TValue> make)
    {
        lock (_lock)
        {
            long now = clock.GetTimestamp();
            Sweep(now);
            if (!_entries.TryGetValue(key, out Entry? entry) || !entry.Held.TryGetTarget(out TValue? value))
            {
                value = make();
                entry = _entries[key] = new Entry(new WeakReference<TValue>(value));
            }

            entry.Kept = value;
            entry.Used = now;
            return value;
        }
    }

    private void Sweep(long now)
    {
        if (clock.GetElapsedTime(_swept, now) < TimeSpan.FromMinutes(1))
        {
            return;
        }

        _swept = now;
        foreach (KeyValuePair<TKey, Entry> one in _entries.Where(one => clock.GetElapsedTime(one.Value.Used, now) > keptFor).ToArray())
        {
            one.Value.Kept = null;
            if (!one.Value.Held.TryGetTarget(out _))
            {
                _entries.Remove(one.Key);
            }
        }
    }

    private sealed class Entry(WeakReference<TValue> held)
    {
        public WeakReference<TValue> Held { get; } = held;

        public TValue? Kept { get; set; }

        public long Used { get; set; }
    }
}
