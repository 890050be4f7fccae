using System;
using System.Collections.Generic;
using System.Linq;
using Markdig.Syntax;

namespace LlamaCloud.Help.Pages;

/// <summary>Lines of the form <c>key: value</c>, which is all of YAML that pages use.</summary>
internal static class KeyValues
{
    /// <summary>Reads the lines of a block, or of none.</summary>
    public static IReadOnlyDictionary<string, string> Read(LeafBlock? block) =>
        LinesOf(block)
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0].Trim(), parts => parts[1].Trim(), StringComparer.Ordinal);

    /// <summary>The lines of a block as they stand there.</summary>
    public static IEnumerable<string> LinesOf(LeafBlock? block) =>
        block?.Lines.Lines.Take(block.Lines.Count).Select(line => line.ToString()) ?? [];
}
