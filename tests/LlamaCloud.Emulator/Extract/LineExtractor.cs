using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LlamaCloud.Emulator.Extract;

/// <summary>
/// In place of the service's model: the value of a field stands behind a label with the words of its name, and a list of objects
/// is the lines that end with a number. That is simple enough for a test to foretell.
/// </summary>
internal static partial class LineExtractor
{
    /// <summary>The <c>extract_result</c> and the <c>field_metadata</c> of a job.</summary>
    public static (JsonNode Result, JsonObject Metadata) Extract(JsonObject settings, string text)
    {
        JsonObject schema = settings["data_schema"]!.AsObject();
        string target = (string?)settings["extraction_target"] ?? "per_doc";
        if (target == "per_doc")
        {
            (JsonObject values, JsonObject known) = Record(schema, text, 1);
            return (values, new JsonObject { ["document_metadata"] = known, ["page_metadata"] = null, ["row_metadata"] = null });
        }

        bool isPage = target == "per_page";
        string[] parts = isPage ? text.Split('\f') : [.. Lines(text).Where(line => Row().IsMatch(line))];
        var records = parts.Select((part, i) => isPage ? Record(schema, part, i + 1) : Item(schema, part, 1)).ToArray();
        return (
            new JsonArray([.. records.Select(record => (JsonNode)record.Item1)]),
            new JsonObject
            {
                ["document_metadata"] = null,
                [isPage ? "page_metadata" : "row_metadata"] = new JsonArray([.. records.Select(record => (JsonNode)record.Item2)]),
            });
    }

    private static (JsonObject, JsonObject) Record(JsonObject schema, string text, int page)
    {
        JsonObject values = [];
        JsonObject known = [];
        foreach (var (name, node) in schema["properties"] as JsonObject ?? [])
        {
            JsonObject field = Plain(node);
            switch ((string?)field["type"])
            {
                case "object":
                    (values[name], known[name]) = Record(field, text, page);
                    break;
                case "array" when Plain(field["items"])["properties"] is JsonObject:
                    string[] rows = [.. Lines(text).Where(line => Row().IsMatch(line))];
                    var items = rows.Select(line => Item(Plain(field["items"]), line, page)).ToArray();
                    values[name] = new JsonArray([.. items.Select(item => (JsonNode)item.Item1)]);
                    known[name] = new JsonArray([.. items.Select(item => (JsonNode)item.Item2)]);
                    break;
                default:
                    Single(name, field, text, page, values, known);
                    break;
            }
        }

        return (values, known);
    }

    // What the document does not have is left out, as a model does that was not told to say null.
    private static void Single(string name, JsonObject field, string text, int page, JsonObject values, JsonObject known)
    {
        string[] words = Words(name);
        var found = Lines(text)
            .Select(line => (Line: line, Label: Label().Match(line)))
            .Where(one => one.Label.Success && words.All(Words(one.Label.Groups[1].Value).Contains))
            .OrderBy(one => Words(one.Label.Groups[1].Value).Length)
            .FirstOrDefault();
        if (found.Line is null)
        {
            return;
        }

        values[name] = Value(field, found.Label.Groups[2].Value.Trim());
        known[name] = Entry(found.Line.Trim(), page, Math.Round(0.99 * words.Length / Words(found.Label.Groups[1].Value).Length, 2));
    }

    private static (JsonObject, JsonObject) Item(JsonObject schema, string line, int page)
    {
        Match row = Row().Match(line);
        JsonObject values = [];
        JsonObject known = [];
        foreach (var (name, node) in schema["properties"] as JsonObject ?? [])
        {
            JsonObject field = Plain(node);
            values[name] = (string?)field["type"] is "number" or "integer" ? Value(field, row.Groups[2].Value) : row.Groups[1].Value.Trim();
            known[name] = Entry(line.Trim(), page, 0.9);
        }

        return (values, known);
    }

    private static JsonNode? Value(JsonObject field, string text) => (string?)field["type"] switch
    {
        "number" => Number(text) is decimal number ? JsonValue.Create(number) : null,
        "integer" => Number(text) is decimal number ? JsonValue.Create((long)number) : null,
        "boolean" => JsonValue.Create(text.StartsWith("yes", StringComparison.OrdinalIgnoreCase)),
        "array" => new JsonArray([.. text.Split(',').Select(part => (JsonNode)part.Trim())]),
        _ => (string?)field["format"] is "date" && Date().Match(text) is { Success: true } date ? date.Value : text,
    };

    private static decimal? Number(string text) =>
        Digits().Match(text) is { Success: true } digits
            ? decimal.Parse(digits.Value.Replace(",", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture)
            : null;

    private static JsonObject Entry(string line, int page, double confidence) => new()
    {
        ["citation"] = new JsonArray(new JsonObject { ["page"] = page, ["matching_text"] = line }),
        ["confidence"] = confidence,
    };

    // A field that may be null is that field.
    private static JsonObject Plain(JsonNode? node)
    {
        JsonObject field = node as JsonObject ?? [];
        if (field["anyOf"] is JsonArray choices)
        {
            return choices.OfType<JsonObject>().First(choice => (string?)choice["type"] != "null");
        }

        if (field["type"] is JsonArray types)
        {
            JsonObject plain = field.DeepClone().AsObject();
            plain["type"] = types.Select(type => (string)type!).First(type => type != "null");
            return plain;
        }

        return field;
    }

    private static string[] Lines(string text) => text.Split('\n');

    private static string[] Words(string name) => [.. Word().Matches(name).Select(word => word.Value.ToLowerInvariant())];

    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*([\p{L} ]+):\s*(\S.*)$")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*(?:[-*] )?(\p{L}[^:]*?)\s+(?:[0-9]+ x )?([0-9][0-9.,]*)\s*$")]
    private static partial Regex Row();

    [GeneratedRegex(@"-?[0-9][0-9,]*(\.[0-9]+)?")]
    private static partial Regex Digits();

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Date();
}
