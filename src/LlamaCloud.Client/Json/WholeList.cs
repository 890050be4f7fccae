using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud.Json;

/// <summary>A list as an object of the service shows it: nobody can change it, and nothing in it is null.</summary>
internal static class WholeList
{
    /// <summary>The items of a list that was read; none when it is null.</summary>
    /// <param name="read">The list, which nobody else has.</param>
    /// <param name="name">As for <see cref="ShownList{T}"/>.</param>
    public static ShownList<T> Of<T>(IReadOnlyList<T>? read, Func<T, string?>? name = null) => ShownList<T>.Over(
        read is IList<T> list && !list.Contains(default!) ? list : [.. (read ?? []).Where(item => item is not null)], name);
}
