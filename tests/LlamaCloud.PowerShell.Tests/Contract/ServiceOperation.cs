using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace LlamaCloud.PowerShell.Tests.Contract;

/// <summary>One call of the service: the types of what is sent and of what comes back.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, with names in braces.</param>
/// <param name="InPath">The types of those, by name.</param>
/// <param name="Query">The types of what a query may have, by name.</param>
/// <param name="RequiredQuery">Which of it must be there.</param>
/// <param name="Bodies">The types of the body, by content type; none where no body is sent.</param>
/// <param name="Answers">The types of the answers, by status; null for one without a body.</param>
internal sealed record ServiceOperation(
    string Method,
    string Path,
    IReadOnlyDictionary<string, JsonNode?> InPath,
    IReadOnlyDictionary<string, JsonNode?> Query,
    IReadOnlyList<string> RequiredQuery,
    IReadOnlyDictionary<string, JsonNode?> Bodies,
    IReadOnlyDictionary<int, JsonNode?> Answers)
{
    public string Name => $"{Method} {Path}";

    /// <summary>Reads one out of the table.</summary>
    /// <param name="name">Method and path.</param>
    /// <param name="lines">Such as <c>query page_size</c>, <c>body application/json</c>, <c>answer 200</c>; each with its type.</param>
    public static ServiceOperation Read(string name, JsonObject lines)
    {
        Dictionary<string, JsonNode?> required = Part(lines, "required query ");
        return new(
            name.Split(' ')[0],
            name.Split(' ')[1],
            Part(lines, "path "),
            Part(lines, "query ").Concat(required).ToDictionary(),
            [.. required.Keys],
            Part(lines, "body "),
            Part(lines, "answer ").ToDictionary(one => int.Parse(one.Key, CultureInfo.InvariantCulture), one => one.Value));
    }

    public bool Fits(string method, string path)
    {
        string[] mine = Path.Split('/');
        string[] theirs = path.Split('/');
        return method == Method
            && mine.Length == theirs.Length
            && mine.Zip(theirs).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    public IEnumerable<(string Name, string Value)> PathValues(string path) => Path.Split('/')
        .Zip(path.Split('/'))
        .Where(pair => pair.First.StartsWith('{'))
        .Select(pair => (pair.First.Trim('{', '}'), Uri.UnescapeDataString(pair.Second)));

    private static Dictionary<string, JsonNode?> Part(JsonObject lines, string kind) => lines
        .Where(line => line.Key.StartsWith(kind, StringComparison.Ordinal))
        .ToDictionary(line => line.Key[kind.Length..], line => line.Value);
}
