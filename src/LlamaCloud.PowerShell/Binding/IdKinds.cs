using System;
using System.Collections.Generic;
using System.Linq;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>What an id is of, as its first letters say.</summary>
internal static class IdKinds
{
    private static readonly Dictionary<string, string> s_others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dfl-"] = "a file",
        ["dir-"] = "a directory",
        ["cfg-"] = "a saved configuration",
        ["whc-"] = "a saved webhook",
        ["pjb-"] = "a parse job",
        ["ext-"] = "an extract job",
        ["clj-"] = "a classify job",
    };

    /// <summary>What an id is of, where that is something else than what is asked for; null where it may be right.</summary>
    /// <param name="id">The id.</param>
    /// <param name="subject">What is asked for.</param>
    public static string? OfAnother(string id, ErrorSubject subject)
    {
        string own = subject.IdPrefix;
        return own.Length == 0 || id.StartsWith(own, StringComparison.OrdinalIgnoreCase) ? null
            : s_others.FirstOrDefault(kind => id.StartsWith(kind.Key, StringComparison.OrdinalIgnoreCase)).Value
            ?? JobProducts.All.Where(product => id.StartsWith(product.Subject.IdPrefix, StringComparison.OrdinalIgnoreCase))
                .Select(product => product.Subject.WithArticle)
                .FirstOrDefault();
    }
}
