using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace LlamaCloud.Json;

/// <summary>A list as an object of the service shows it: nobody can change it, and nothing in it is null.</summary>
internal static class WholeList
{
    /// <summary>The items of a list that was read; none when it is null.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T>? read) => read is null or { Count: 0 } ? []
        : new ReadOnlyCollection<T>(read is IList<T> list && !list.Contains(default!) ? list : [.. read.Where(item => item is not null)]);
}
