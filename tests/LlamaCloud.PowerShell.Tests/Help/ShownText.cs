using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace LlamaCloud.PowerShell.Tests.Help;

/// <summary>What a console shows, without what differs from run to run.</summary>
internal static partial class ShownText
{
    /// <summary>Ids by the order in which they appear, and dates, durations and addresses by what they are; the rest as it is.</summary>
    public static string Normal(string text)
    {
        Dictionary<string, string> ids = new(StringComparer.OrdinalIgnoreCase);
        string[] lines = [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];
        string shown = string.Join("\n", lines).Trim('\n');
        shown = Uuid().Replace(shown, id => ids.TryGetValue(id.Value, out string? name) ? name : ids[id.Value] = $"<id {ids.Count + 1}>");
        shown = Date().Replace(shown, "<date>");
        shown = Duration().Replace(shown, "<time>");
        shown = Address().Replace(shown, "<address>");
        shown = RateLimit().Replace(shown, "<number> in the last minute");
        return Region().Replace(shown, "$1<region>");
    }

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z| ?[+-]\d\d:\d\d)?")]
    private static partial Regex Date();

    [GeneratedRegex(@"\b\d+([.,]\d+)? (ms|s|seconds|minutes)\b")]
    private static partial Regex Duration();

    [GeneratedRegex(@"https?://[^\s'""]+")]
    private static partial Regex Address();

    // Another emulator may have had the same port a moment ago.
    [GeneratedRegex(@"\d+ in the last minute")]
    private static partial Regex RateLimit();

    // The emulator is in none.
    [GeneratedRegex("^(Region +:).*$", RegexOptions.Multiline)]
    private static partial Regex Region();
}
