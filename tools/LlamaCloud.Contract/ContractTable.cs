using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlamaCloud.Contract;

/// <summary>
/// The operations of what the module is about, and every type that they need: names, types, words, bounds. A field has a line, so that
/// two tables can be compared.
/// </summary>
internal static class ContractTable
{
    private static readonly string[] s_resources =
    [
        "/api/v2/classify", "/api/v2/parse", "/api/v2/extract", "/api/v1/split/jobs", "/api/v1/beta/files", "/api/v1/beta/configurations",
        "/api/v1/beta/directories", "/api/v2/batches", "/api/v1/beta/webhook-configs", "/api/v1/beta/usage-metrics", "/api/v1/projects",
        "/api/v2/projects", "/api/v2/organizations", "/api/alpha/verify",
    ];

    private static readonly HashSet<string> s_methods = ["get", "put", "post", "patch", "delete"];

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes it.</summary>
    /// <param name="description">An OpenAPI 3.1 description.</param>
    /// <param name="date">Of which day the description is; it has no date of its own.</param>
    public static string Write(JsonObject description, string date)
    {
        SchemaFacts facts = new(description);
        SortedDictionary<string, string[]> operations = new(StringComparer.Ordinal);
        foreach ((string path, JsonNode? methods) in description["paths"]!.AsObject().Where(path => IsWanted(path.Key)))
        {
            foreach ((string method, JsonNode? operation) in methods!.AsObject().Where(method => s_methods.Contains(method.Key)))
            {
                operations[$"{method.ToUpperInvariant()} {path}"] = [.. Operation(operation!, facts)];
            }
        }

        StringBuilder text = new();
        text.Append("{\n\"date\": ").Append(Json(date)).Append(",\n\"operations\": {\n");
        text.AppendJoin(",\n", operations.Select(one => Block(one.Key, one.Value)));
        text.Append("\n},\n\"types\": {\n");
        text.AppendJoin(",\n", facts.Types.Select(one => Block(one.Key, [.. Type(one.Value)])));
        return text.Append("\n}\n}\n").ToString();
    }

    private static bool IsWanted(string path) =>
        s_resources.Any(one => path == one || path.StartsWith(one + "/", StringComparison.Ordinal));

    // "query page_size", "body application/json", "answer 200": each with its type.
    private static IEnumerable<string> Operation(JsonNode operation, SchemaFacts facts)
    {
        foreach (JsonNode? parameter in operation["parameters"]?.AsArray() ?? [])
        {
            // A session's cookie is how a browser signs in.
            if ((string)parameter!["in"]! is "query" or "path")
            {
                string required = (bool?)parameter["required"] == true && (string)parameter["in"]! == "query" ? "required " : string.Empty;
                yield return Line($"{required}{parameter["in"]} {parameter["name"]}", facts.Of(parameter["schema"]));
            }
        }

        foreach ((string kind, JsonNode? content) in operation["requestBody"]?["content"]?.AsObject() ?? [])
        {
            yield return Line($"body {kind}", facts.Of(content!["schema"]));
        }

        foreach ((string status, JsonNode? answer) in operation["responses"]!.AsObject())
        {
            yield return Line(
                $"answer {status}", answer!["content"]?["application/json"] is JsonNode json ? facts.Of(json["schema"]) : null);
        }
    }

    private static IEnumerable<string> Type(JsonObject type)
    {
        foreach ((string keyword, JsonNode? value) in type)
        {
            yield return keyword == "properties"
                ? $"\"properties\": {{\n  {string.Join(",\n  ", value!.AsObject().Select(field => Line(field.Key, field.Value)))}\n }}"
                : Line(keyword, value);
        }
    }

    private static string Block(string name, string[] lines) => $"{Json(name)}: {{\n {string.Join(",\n ", lines)}\n}}";

    private static string Line(string name, JsonNode? value) => $"{Json(name)}: {value?.ToJsonString(s_plain) ?? "null"}";

    private static string Json(string text) => JsonSerializer.Serialize(text, s_plain);
}
