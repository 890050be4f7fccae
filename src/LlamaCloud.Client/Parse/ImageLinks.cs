using System;
using System.Text.RegularExpressions;

namespace LlamaCloud;

/// <summary>The links of Markdown that lead to images.</summary>
internal static class ImageLinks
{
    // ![alt](target "title") and <img src="target">.
    private static readonly Regex s_links = new(
        """(?<before>!\[[^\]]*\]\(\s*<?|<img\b[^>]*?\bsrc\s*=\s*["'])(?<target>[^)\s"'<>]+)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The same with its images led elsewhere.</summary>
    /// <param name="markdown">The Markdown.</param>
    /// <param name="linkOf">Where an image is, by its name; null for one that stays as it is.</param>
    public static string Lead(string markdown, Func<string, string?> linkOf) => s_links.Replace(markdown, match =>
    {
        string target = match.Groups["target"].Value;
        return match.Groups["before"].Value + (linkOf(Uri.UnescapeDataString(target)) ?? target);
    });
}
