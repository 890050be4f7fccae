using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Parse;

/// <summary>What Start-ParseJob and Set-ParseConfiguration share: what is made of their parameters.</summary>
internal static class ParseParameters
{
    /// <summary>Options as they were taken from what was given.</summary>
    public static Dictionary<string, object?> Options(IDictionary? given) => given as Dictionary<string, object?> ?? [];

    /// <summary>A text without the white space around it; null for an empty one.</summary>
    public static string? Text(string? given) => string.IsNullOrWhiteSpace(given) ? null : given!.Trim();

    /// <summary>Languages, also from a text with commas between them.</summary>
    public static string[] Languages(string[]? given) =>
        [.. (given ?? []).SelectMany(one => one.Split(',')).Select(one => one.Trim()).Where(one => one.Length > 0)];

    /// <summary>What is said of options that were let through.</summary>
    public static IEnumerable<string> Warnings(IEnumerable<string> unknown) => unknown.Distinct().Select(path =>
        $"Option '{ResourceId.Show(path)}' is not known to this version of the module: it is sent as it is.");
}
