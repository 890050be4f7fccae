using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>
/// Items that no request has been sent for: some wait for others that may share theirs, and then, as those that go alone, for
/// their turn.
/// </summary>
internal sealed class WaitingGroups<T>(GroupRules<T> rules)
{
    private readonly Dictionary<string, Group> _filling = new(StringComparer.Ordinal);
    private readonly LinkedList<IReadOnlyList<T>> _ready = new();

    /// <summary>Whether there is a request that waits for its turn.</summary>
    public bool IsAnyReady => _ready.Count > 0;

    /// <summary>How many requests wait for their turn.</summary>
    public int ReadyCount => _ready.Count;

    /// <summary>Takes an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="now">When it comes, for <see cref="ReleaseOlder"/>.</param>
    public void Add(T item, TimeSpan now = default)
    {
        if (rules.KeyOf(item) is not string key)
        {
            _ready.AddLast([item]);
            return;
        }

        int weight = rules.WeightOf(item);
        if (_filling.TryGetValue(key, out Group? group) && group.Weight + weight > rules.Heaviest)
        {
            Release(group);
            group = null;
        }

        if (group is null)
        {
            group = new Group(key, now);
            _filling.Add(key, group);
        }

        group.Items.Add(item);
        group.Weight += weight;
        if (group.Items.Count == rules.Largest)
        {
            Release(group);
        }
    }

    /// <summary>Nothing more is waited for by those that began to before a time.</summary>
    public void ReleaseOlder(TimeSpan time)
    {
        // Asked with every item, where hardly ever one is as old as that.
        while (Oldest() is Group oldest && oldest.Begun < time)
        {
            Release(oldest);
        }
    }

    /// <summary>Nothing more is waited for.</summary>
    public void ReleaseAll() => Release(static _ => true);

    /// <summary>Nothing more is waited for by those that may not share any more: they would only come behind what comes later.</summary>
    public void ReleaseEnded() => Release(group => rules.KeyOf(group.Items[0]) is null);

    /// <summary>Takes items that go alone, before all others: their places in the output come first.</summary>
    public void GoAlone(IReadOnlyList<T> items)
    {
        foreach (T item in items.Reverse())
        {
            _ready.AddFirst([item]);
        }
    }

    /// <summary>Takes out what is to be sent next by one request.</summary>
    public bool TryTake(out IReadOnlyList<T> items)
    {
        while (_ready.First is LinkedListNode<IReadOnlyList<T>> next)
        {
            _ready.RemoveFirst();
            items = next.Value;
            if (items.Count == 1 || rules.KeyOf(items[0]) is not null)
            {
                return true;
            }

            // Sharing has ended since these came together.
            GoAlone(items);
        }

        items = [];
        return false;
    }

    private void Release(Func<Group, bool> which)
    {
        foreach (Group group in _filling.Values.Where(which).OrderBy(group => group.Begun).ToArray())
        {
            Release(group);
        }
    }

    private Group? Oldest()
    {
        Group? oldest = null;
        foreach (Group group in _filling.Values)
        {
            oldest = oldest is null || group.Begun < oldest.Begun ? group : oldest;
        }

        return oldest;
    }

    private void Release(Group group)
    {
        _filling.Remove(group.Key);
        _ready.AddLast(group.Items);
    }

    private sealed record Group(string Key, TimeSpan Begun)
    {
        public List<T> Items { get; } = [];

        public int Weight { get; set; }
    }
}
