using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace LlamaCloud;

/// <summary>An option of parse jobs as the service's description has it.</summary>
/// <param name="Types">What its value may be: <c>string boolean integer number object array</c>.</param>
/// <param name="Words">The words that a text may be; empty for any.</param>
/// <param name="IsOpen">Whether other words are taken too.</param>
/// <param name="Limits">The limits of a number, by their names in the table.</param>
internal sealed record ParseOption(string[] Types, string[] Words, bool IsOpen, IReadOnlyDictionary<string, double> Limits);

/// <summary>The options of parse jobs: the contents of <c>ParseOptions.txt</c>, which is read once.</summary>
internal static class ParseOptionTable
{
    private static readonly Lazy<Dictionary<string, ParseOption>> s_options = new(Read);

    private static readonly Lazy<ILookup<string, string>> s_names = new(
        () => s_options.Value.Keys.Where(path => !path.EndsWith("[]", StringComparison.Ordinal))
            .ToLookup(Parent, Leaf, StringComparer.Ordinal));

    /// <summary>Their paths.</summary>
    public static IEnumerable<string> Paths => s_options.Value.Keys;

    /// <summary>The option of a path, <c>[]</c> standing for any item of a list; null when there is none.</summary>
    public static ParseOption? Find(string path) => s_options.Value.TryGetValue(path, out ParseOption? option) ? option : null;

    /// <summary>The names of the options below one; of the outermost ones for an empty path.</summary>
    public static IEnumerable<string> NamesBelow(string path) => s_names.Value[path];

    /// <summary>The paths of the options with a name.</summary>
    public static IEnumerable<string> Named(string name) => Paths.Where(path => Leaf(path) == name && !path.Contains("[]"));

    private static string Parent(string path) => path.LastIndexOf('.') is int dot and > 0 ? path.Substring(0, dot) : string.Empty;

    private static string Leaf(string path) => path.Substring(path.LastIndexOf('.') + 1);

    private static Dictionary<string, ParseOption> Read()
    {
        using StreamReader text = new(typeof(ParseOptionTable).Assembly.GetManifestResourceStream("ParseOptions.txt")!);
        Dictionary<string, ParseOption> options = new(StringComparer.Ordinal);
        foreach (string line in text.ReadToEnd()
            .Replace("\r", string.Empty)
            .Replace("\n  ", string.Empty)
            .Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#'))
        {
            string[] parts = line.Split(' ');
            string? words = parts.Skip(2).FirstOrDefault(part => part[0] is '=' or '~');
            options[parts[0]] = new ParseOption(
                parts[1].Split('|'),
                words?.Substring(1).Split(',') ?? [],
                words?[0] == '~',
                parts.Skip(2).Select(part => part.Split('=')).Where(part => part.Length == 2 && part[0] is "least" or "most" or "above")
                    .ToDictionary(part => part[0], part => double.Parse(part[1], CultureInfo.InvariantCulture)));
        }

        return options;
    }
}
