using System;
using System.Linq;

namespace LlamaCloud;

/// <summary>
/// Words as the service spells them (<c>cost_effective</c>), taken as PowerShell and .NET spell them too (<c>CostEffective</c>).
/// </summary>
public static class ExtractWords
{
    /// <summary>What a record is of: the document, a page, or a row of a table.</summary>
    public static string[] Targets => ["per_doc", "per_page", "per_table_row"];

    /// <summary>How much effort is made, and what it costs. The service adds some.</summary>
    public static string[] Tiers => ["cost_effective", "agentic", "agentic_plus", "turbo"];

    /// <summary>A target as the service spells it.</summary>
    /// <param name="target">The target, such as <c>PerPage</c>.</param>
    public static string SpellTarget(string target) => Spell(target) is "per_document" ? "per_doc" : Spell(target);

    /// <summary>A tier, or any other word, as the service spells it.</summary>
    /// <param name="word">The word, such as <c>CostEffective</c>.</param>
    public static string Spell(string word)
    {
        string text = (word ?? throw new ArgumentNullException(nameof(word))).Trim();
        return string.Concat(text.Select((c, i) => (i > 0 && char.IsUpper(c) && char.IsLower(text[i - 1]) ? "_" : string.Empty) + c))
            .Replace('-', '_').Replace(' ', '_').ToLowerInvariant();
    }
}
