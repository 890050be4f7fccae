using System;
using System.Linq;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>What an id is of, as its first letters say.</summary>
internal static class IdKinds
{
    private static readonly (string Prefix, string Name)[] s_others =
    [
        ("dfl-", "a file"), ("dir-", "a directory"), ("cfg-", "a saved configuration"), ("whc-", "a saved webhook"),
    ];

    /// <summary>What an id is of, where that is something else than what is asked for; null where it may be right.</summary>
    /// <param name="id">The id.</param>
    /// <param name="subject">What is asked for.</param>
    public static string? OfAnother(string id, ErrorSubject subject)
    {
        if (IsOf(id, subject.IdPrefix))
        {
            return null;
        }

        // A command that is of no product takes ids of every kind. A product whose ids have no known prefix does not: an id with the prefix
        // of something else is none of its own.
        bool isOfAnyKind = subject.IdPrefix.Length == 0 && JobProducts.All.All(product => product.Noun != subject.ErrorIdPrefix);
        return isOfAnyKind ? null
            : s_others.Concat(JobProducts.All.Select(product => (Prefix: product.Subject.IdPrefix, Name: product.Subject.WithArticle)))
                .FirstOrDefault(kind => IsOf(id, kind.Prefix)).Name;
    }

    private static bool IsOf(string id, string prefix) =>
        prefix.Length > 0 && id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
