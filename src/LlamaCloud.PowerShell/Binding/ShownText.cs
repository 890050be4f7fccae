using System.Globalization;
using System.Linq;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// A text of the service or of a user as it is shown: what would steer a terminal or turn the direction of text is an escape
/// such as <c>\u{1b}</c>. Views, which cannot call this, do the same by <c>format/Shown.ps1</c>.
/// </summary>
internal static class ShownText
{
    /// <summary>The text with escapes; a line break and a tab stay as they are.</summary>
    public static string Of(string text) => text.Any(Steers)
        ? string.Concat(text.Select((c, i) => IsPlainBreak(text, i) || !Steers(c) ? c.ToString() : Escape(c)))
        : text;

    /// <summary>Whether a character steers a terminal (C0, C1), or turns the direction of text or breaks a line (Unicode's own).</summary>
    public static bool Steers(char c) =>
        char.IsControl(c) || c is '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static string Escape(char c) => $@"\u{{{((int)c).ToString("x", CultureInfo.InvariantCulture)}}}";

    private static bool IsPlainBreak(string text, int i) =>
        text[i] is '\n' or '\t' || (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n');
}
