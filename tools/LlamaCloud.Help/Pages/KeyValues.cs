using System;
using System.Collections.Generic;
using System.Linq;
using Markdig.Syntax;

namespace LlamaCloud.Help.Pages;

/// <summary>Lines of the form <c>key: value</c>, which is all of YAML that pages use.</summary>
internal static class KeyValues
{
    /// <summary>Reads the lines of a block, or of none.</summary>
    /// <param name="path">The page that it is on.</param>
    /// <param name="block">The block, which begins with a line of its own, such as <c>---</c>.</param>
    /// <exception cref="PageException">A key stands twice.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path, LeafBlock? block)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach ((string line, int i) in LinesOf(block).Select((line, i) => (line, i)))
        {
            if (line.Split(':', 2) is [string key, string value] && !values.TryAdd(key.Trim(), value.Trim()))
            {
                throw new PageException(path, block!.Line + 1 + i, $"The key '{key.Trim()}' stands twice. Keep one of them.");
            }
        }

        return values;
    }

    /// <summary>The lines of a block as they stand there; none of one that is still to be filled in.</summary>
    public static IEnumerable<string> LinesOf(LeafBlock? block) =>
        block?.Lines.Lines?.Take(block.Lines.Count).Select(line => line.ToString()) ?? [];
}
