using System;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>Which items may share a request.</summary>
/// <param name="Largest">How many do at most.</param>
/// <param name="Heaviest">How much those of one request may weigh together.</param>
/// <param name="KeyOf">Items with the same one may share a request; null: this one goes alone. It may become null with time.</param>
/// <param name="WeightOf">What an item takes of <paramref name="Heaviest"/>.</param>
internal sealed record GroupRules<T>(int Largest, int Heaviest, Func<T, string?> KeyOf, Func<T, int> WeightOf)
{
    /// <summary>Each goes alone.</summary>
    public static GroupRules<T> None { get; } = new(1, 0, static _ => null, static _ => 0);

    /// <summary>The same for what holds an item.</summary>
    public GroupRules<THolder> For<THolder>(Func<THolder, T> itemOf) =>
        new(Largest, Heaviest, holder => KeyOf(itemOf(holder)), holder => WeightOf(itemOf(holder)));
}
