using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>A name that things are looked for by: exact, and where nothing has exactly this name, a pattern.</summary>
internal sealed class NameQuery
{
    private readonly string _name;

    /// <param name="name">The name as it was given.</param>
    public NameQuery(string name)
    {
        _name = name;
        Pattern = PatternOf(name);
        // A name may hold brackets, which are wildcards too; a star or a question mark hardly.
        Exact = Pattern is null || name.Contains('[') ? name : null;
    }

    /// <summary>The name to ask the service for; null where it is only a pattern.</summary>
    public string? Exact { get; }

    /// <summary>What fits where nothing has the name; null where it is only a name, and that nothing has it is an error.</summary>
    public WildcardPattern? Pattern { get; }

    /// <summary>What is found in a list that is at hand, in any case.</summary>
    public IReadOnlyList<T> Find<T>(IEnumerable<T> all, Func<T, string> nameOf)
    {
        T[] exact = [.. all.Where(one => string.Equals(nameOf(one), _name, StringComparison.OrdinalIgnoreCase))];
        return exact.Length > 0 || Pattern is null ? exact : [.. all.Where(one => Pattern.IsMatch(nameOf(one)))];
    }

    /// <summary>The error about a name that nothing has.</summary>
    /// <param name="errorId">Its id.</param>
    /// <param name="category">Its category.</param>
    /// <param name="where">What was looked through, at the beginning of a sentence, such as <c>No file of the project</c>.</param>
    /// <param name="all">The command that shows them all.</param>
    public ErrorRecord NotFound(string errorId, ErrorCategory category, string where, string all) => new(
        new ItemNotFoundException($"{where} is named '{ResourceId.Show(_name)}'. {all} without a name shows them all."),
        errorId,
        category,
        _name);

    private static WildcardPattern? PatternOf(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            return null;
        }

        try
        {
            WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
            // Only matching finds out whether it is one.
            _ = pattern.IsMatch(string.Empty);
            return pattern;
        }
        catch (WildcardPatternException)
        {
            // A bracket without its other half: a name.
            return null;
        }
    }
}
