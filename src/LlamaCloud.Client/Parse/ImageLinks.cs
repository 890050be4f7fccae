using System;
using System.Text.RegularExpressions;

namespace LlamaCloud;

/// <summary>The links of Markdown that lead to images.</summary>
internal static class ImageLinks
{
    // ![alt](target "title"), ![alt](<target>) and <img src="target">. Names of images may have blanks and brackets, also where Markdown
    // would want them written otherwise. Every part has a limit, and none goes past where the next link begins: the time that a page takes
    // grows with its length alone, whatever it says.
    private static readonly Regex s_links = new(
        """
        !\[ (?: [^!] | !(?!\[) ){0,2000}? \]\( \s{0,9}
            (?: < (?<target> [^<>\r\n]{1,1000} ) > | (?<target> (?: [^()\r\n] | \( [^()\r\n]{0,500} \) ){1,1000}? ) )
            (?: \s{1,9} (?: "[^"]{0,500}" | '[^']{0,500}' ) )? \s{0,9} \)
        | <img\b [^<>]{0,1000}? \b src \s{0,9} = \s{0,9} (?: " (?<target> [^"<>]{1,1000} ) " | ' (?<target> [^'<>]{1,1000} ) ' )
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace);

    /// <summary>The same with its images led elsewhere.</summary>
    /// <param name="markdown">The Markdown.</param>
    /// <param name="linkOf">Where an image is, by its name; null for one that stays as it is.</param>
    public static string Lead(string markdown, Func<string, string?> linkOf) => s_links.Replace(markdown, match =>
    {
        Group target = match.Groups["target"];
        string? link = linkOf(target.Value) ?? linkOf(Uri.UnescapeDataString(target.Value));
        int start = target.Index - match.Index;
        return link is null ? match.Value : match.Value.Remove(start, target.Length).Insert(start, link);
    });
}
