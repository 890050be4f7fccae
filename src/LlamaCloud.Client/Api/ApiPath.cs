using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>
/// The rule for a path that a caller gives: it cannot lead to another host, where the key would go too, nor to another
/// route than it reads like (RFC 3986, sections 3.3, 4.2 and 5.2.4).
/// </summary>
public static class ApiPath
{
    private static readonly Regex s_name = new(@"\{([^{}/]*)\}", RegexOptions.CultureInvariant);

    /// <summary>Puts values in place of the names in braces, escaped.</summary>
    /// <param name="path">The path, such as <c>/api/v2/parse/{job_id}</c>.</param>
    /// <param name="values">The values, by name in any case.</param>
    /// <returns>The path, with a slash before it.</returns>
    /// <exception cref="FormatException">
    /// It is not such a path, a name has no value, or a value no name; the message says which.
    /// </exception>
    public static string Fill(string path, IReadOnlyDictionary<string, string> values)
    {
        if (path is null || values is null)
        {
            throw new ArgumentNullException(path is null ? nameof(path) : nameof(values));
        }

        string trimmed = path.Trim();
        if (FindProblem(trimmed) is string problem)
        {
            throw new FormatException($"The path '{ResourceId.Show(trimmed)}' {problem}.");
        }

        string[] names = [.. s_name.Matches(trimmed).Cast<Match>().Select(match => match.Groups[1].Value)];
        string? lost = values.Keys.FirstOrDefault(key => !names.Contains(key, StringComparer.OrdinalIgnoreCase));
        if (lost is not null)
        {
            throw new FormatException($"The path '{trimmed}' has no {{{ResourceId.Show(lost)}}} for the value of that name.");
        }

        string[] missing = [.. names.Where(name => Find(values, name) is null).Distinct()];
        if (missing.Length > 0)
        {
            throw new FormatException(
                $"The path '{trimmed}' needs a value for {string.Join(", ", missing.Select(name => $"{{{name}}}"))}.");
        }

        string filled = s_name.Replace(trimmed, match => Escape(match.Groups[1].Value, Find(values, match.Groups[1].Value)!));
        return filled.IndexOfAny(['{', '}']) < 0
            ? filled
            : throw new FormatException($"The path '{ResourceId.Show(trimmed)}' has a brace without its other half.");
    }

    private static string? FindProblem(string path)
    {
        if (path.Length == 0 || path[0] != '/')
        {
            return path.Contains("://") ? "is an address: give the path alone, as in /api/v2/parse" : "does not begin with a slash";
        }

        if (path.Contains("//"))
        {
            return "holds '//', which would lead to another host or to an empty segment";
        }

        if (path.IndexOfAny(['@', '\\', '#', '%']) is int position and >= 0)
        {
            return path[position] == '%'
                ? "is escaped already: give it as it reads, and what has to be escaped as a value"
                : $"holds the character '{path[position]}', which no path of the service has";
        }

        if (path.Contains('?'))
        {
            return "holds a query: give that apart from the path";
        }

        if (path.Any(c => c is <= ' ' or > '~'))
        {
            return "holds white space or another character that a path cannot have: give what has to be escaped as a value";
        }

        return path.Split('/').Any(IsDots) ? "holds a dot segment, which would ask another route" : null;
    }

    private static string Escape(string name, string value)
    {
        string? problem = value.Length == 0 ? "is empty"
            : IsDots(value) ? "is a dot segment, which would ask another route"
            // An escaped slash is one again to a server that decodes before it looks for the route.
            : value.IndexOfAny(['/', '\\']) >= 0 ? "holds a slash, which would ask another route"
            : value.Any(char.IsControl) ? "holds a control character"
            : ResourceId.IsKey(value) ? "is an API key"
            : null;
        return problem is null ? ServiceRequest.Escape(value) : throw new FormatException($"The value of {{{name}}} {problem}.");
    }

    private static bool IsDots(string segment) => segment is "." or "..";

    private static string? Find(IReadOnlyDictionary<string, string> values, string name) =>
        values.Where(value => value.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(value => value.Value).FirstOrDefault();
}
