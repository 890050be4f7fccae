using System.Linq;
using System.Management.Automation.Language;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>The text of a completion, as it stands on a command line.</summary>
internal static class Completion
{
    /// <summary>What was typed of a word so far, without its quotes.</summary>
    public static string Unquote(string word) => word.Trim('\'', '"');

    /// <summary>A value, in quotes where PowerShell would read it as something else without them.</summary>
    public static string Quote(string value) =>
        value.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/') && IsWord(value) ? value
        : value.Any(ShownText.Steers) ? $"\"{string.Concat(value.Select(Escape))}\""
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";

    // The true value, but nothing on the command line that a terminal obeys. Both editions know no other way to write it.
    private static string Escape(char c) => ShownText.Steers(c) ? $"$([char]{(int)c})"
        : c is '`' or '$' or '"' or '\u201c' or '\u201d' or '\u201e' ? $"`{c}"
        : c.ToString();

    // A number (2024, 1kb, 1e3) and the name of a parameter (-a) are none; only the parser knows them all.
    private static bool IsWord(string value) =>
        Parser.ParseInput($"_ {value}", out _, out _)
            .Find(ast => ast is CommandAst, searchNestedScriptBlocks: false) is CommandAst { CommandElements: { Count: 2 } elements }
        && elements[1] is StringConstantExpressionAst word
        && word.Value == value;
}
