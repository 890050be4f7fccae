using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;

namespace LlamaCloud;

/// <summary>
/// A list that says something where there is room for one text, as in a cell of a CSV file. A list of .NET says its type there.
/// </summary>
/// <typeparam name="T">What it is of.</typeparam>
public sealed class ShownList<T> : ReadOnlyCollection<T>
{
    private readonly Func<T, string?>? _name;

    /// <summary>Makes one of items.</summary>
    /// <param name="items">The items, which are copied.</param>
    /// <param name="name">
    /// What an item is called in the text; null for its own text where the items are texts or whole numbers, and else for how many there
    /// are.
    /// </param>
    public ShownList(IEnumerable<T> items, Func<T, string?>? name = null)
        : this(name, [.. items])
    {
    }

    private ShownList(Func<T, string?>? name, IList<T> items)
        : base(items) => _name = name ?? (typeof(T) == typeof(string) || typeof(T) == typeof(int) ? Plain : null);

    /// <summary>Makes one of a list that nobody else has, which is not copied.</summary>
    internal static ShownList<T> Over(IList<T> items, Func<T, string?>? name) => new(name, items);

    /// <summary>The names of the items with commas between them, or how many items there are.</summary>
    public override string ToString() =>
        _name is null ? Count.ToString(CultureInfo.InvariantCulture) : string.Join(", ", Items.Select(_name));

    private static string? Plain(T item) => Convert.ToString(item, CultureInfo.InvariantCulture);
}
