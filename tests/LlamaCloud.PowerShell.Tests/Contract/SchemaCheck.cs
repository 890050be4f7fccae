using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LlamaCloud.PowerShell.Tests.Contract;

/// <summary>Holds JSON against the types of the table, as far as it uses the language of JSON Schema.</summary>
/// <param name="types">Those that have a name.</param>
/// <param name="isStrict">
/// Whether a field that a schema does not name is a problem: what we send is to be known, what we get may be more.
/// </param>
internal sealed class SchemaCheck(JsonObject types, bool isStrict)
{
    private readonly Dictionary<string, Func<JsonNode, JsonNode?, string, JsonObject, IEnumerable<string>>> _keywords =
        new(StringComparer.Ordinal);

    /// <summary>The words of the schemas that were met and are not understood; a value they are about is not judged.</summary>
    public HashSet<string> UnknownKeywords { get; } = [];

    /// <summary>What is wrong with a value: the way to each place, and what.</summary>
    public IEnumerable<string> Problems(JsonNode? schema, JsonNode? value, string where)
    {
        // True, or a schema that is not there.
        if (schema is not JsonObject keywords)
        {
            return [];
        }

        if (_keywords.Count == 0)
        {
            Fill();
        }

        List<string> problems = [];
        foreach ((string name, JsonNode? argument) in keywords)
        {
            if (_keywords.TryGetValue(name, out var check))
            {
                problems.AddRange(check(argument!, value, where, keywords));
            }
            else if (name != "discriminator")
            {
                UnknownKeywords.Add(name);
            }
        }

        return problems;
    }

    private void Fill()
    {
        _keywords["$ref"] = (to, value, where, _) => Problems(Resolve((string)to!), value, where);
        _keywords["type"] = (type, value, where, _) => Fail(
            !IsOfType(value, (string)type!), where, $"is {Show(value)}, not of the type {type}");
        _keywords["enum"] = (words, value, where, _) => Fail(
            !words.AsArray().Any(word => JsonNode.DeepEquals(word, value)),
            where,
            $"is {Show(value)}, none of the words that are possible");
        _keywords["const"] = (word, value, where, _) => Fail(!JsonNode.DeepEquals(word, value), where, $"is {Show(value)}, not {word}");
        _keywords["anyOf"] = (schemas, value, where, _) => AnyOf(schemas.AsArray(), value, where);
        _keywords["oneOf"] = OneOf;
        _keywords["properties"] = (schemas, value, where, _) => value is not JsonObject fields
            ? []
            : fields.SelectMany(field => Problems(schemas[field.Key], field.Value, $"{where}.{field.Key}"));
        _keywords["required"] = (names, value, where, _) => value is not JsonObject fields
            ? []
            : names.AsArray()
                .Select(name => (string)name!)
                .Where(name => !fields.ContainsKey(name))
                .Select(name => $"{where}.{name} is missing");
        _keywords["additionalProperties"] = (schema, value, where, all) => value is not JsonObject fields ? []
            : Others(fields, all).SelectMany(
                field => schema is JsonValue allowed && !(bool)allowed
                    ? [$"{where}.{field.Key} is not possible"]
                    : Problems(schema, field.Value, $"{where}.{field.Key}"));
        _keywords["items"] = (schema, value, where, _) => value is not JsonArray list
            ? []
            : list.SelectMany((item, i) => Problems(schema, item, $"{where}[{i}]"));
        _keywords["minItems"] = (least, value, where, _) => Fail(
            value is JsonArray list && list.Count < (int)least, where, $"has fewer than {least} items");
        _keywords["maxItems"] = (most, value, where, _) => Fail(
            value is JsonArray list && list.Count > (int)most, where, $"has more than {most} items");
        _keywords["minLength"] = (least, value, where, _) => Fail(
            Text(value) is string text && text.EnumerateRunes().Count() < (int)least, where, $"has fewer than {least} characters");
        _keywords["maxLength"] = (most, value, where, _) => Fail(
            Text(value) is string text && text.EnumerateRunes().Count() > (int)most, where, $"has more than {most} characters");
        _keywords["pattern"] = (pattern, value, where, _) => Fail(
            Text(value) is string text && !Regex.IsMatch(text, (string)pattern!), where, $"does not match {pattern}");
        _keywords["minimum"] = (least, value, where, _) => Fail(Number(value) < (double)least, where, $"is less than {least}");
        _keywords["maximum"] = (most, value, where, _) => Fail(Number(value) > (double)most, where, $"is more than {most}");
        _keywords["exclusiveMinimum"] = (least, value, where, _) => Fail(
            Number(value) <= (double)least, where, $"is not more than {least}");
        _keywords["format"] = (format, value, where, _) => Fail(
            Text(value) is string text && !HasFormat(text, (string)format!), where, $"is {Show(value)}, which is no {format}");
        if (isStrict)
        {
            var properties = _keywords["properties"];
            _keywords["properties"] = (schemas, value, where, all) => properties(schemas, value, where, all)
                .Concat(
                    value is JsonObject fields && !all.ContainsKey("additionalProperties")
                        ? Others(fields, all).Select(field => $"{where}.{field.Key} is not described")
                        : []);
        }
    }

    private JsonNode Resolve(string name) => types[name] ?? throw new InvalidOperationException($"There is no {name}.");

    private List<string> AnyOf(JsonArray schemas, JsonNode? value, string where)
    {
        List<string> nearest = [];
        foreach (JsonNode? schema in schemas)
        {
            string[] problems = [.. Problems(schema, value, where)];
            if (problems.Length == 0)
            {
                return [];
            }

            // The one that is about values of this type says more than that null is another.
            bool isNull = schema?["type"]?.GetValue<string>() == "null";
            nearest = nearest.Count == 0 || !isNull ? [.. problems] : nearest;
        }

        return nearest;
    }

    private IEnumerable<string> OneOf(JsonNode schemas, JsonNode? value, string where, JsonObject all)
    {
        if (all["discriminator"] is not JsonObject discriminator)
        {
            int count = schemas.AsArray().Count(schema => !Problems(schema, value, where).Any());
            return Fail(count != 1, where, $"fits {count} of the schemas of which it has to fit one");
        }

        string name = (string)discriminator["propertyName"]!;
        return Text((value as JsonObject)?[name]) is string kind && discriminator["mapping"]?[kind] is JsonNode reference
            ? Problems(Resolve((string)reference!), value, where)
            : [$"{where}.{name} names no kind that is possible"];
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Others(JsonObject fields, JsonObject schema) =>
        fields.Where(field => (schema["properties"] as JsonObject)?.ContainsKey(field.Key) != true);

    private static IEnumerable<string> Fail(bool isWrong, string where, string what) => isWrong ? [$"{where} {what}"] : [];

    private static bool IsOfType(JsonNode? value, string type) => (value?.GetValueKind() ?? JsonValueKind.Null, type) switch
    {
        (JsonValueKind.String, "string") or (JsonValueKind.Object, "object") or (JsonValueKind.Array, "array")
            or (JsonValueKind.Null, "null") => true,
        (JsonValueKind.True or JsonValueKind.False, "boolean") or (JsonValueKind.Number, "number") => true,
        (JsonValueKind.Number, "integer") => Number(value) is double number && Math.Floor(number) == number,
        _ => false,
    };

    private static bool HasFormat(string text, string format) => format switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        // RFC 3339, section 5.6: with an offset.
        "date-time" => Regex.IsMatch(text, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        _ => throw new InvalidOperationException($"The format {format} is not known here."),
    };

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? (string)value! : null;

    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static string Show(JsonNode? value) =>
        value?.ToJsonString() is not string json ? "null" : json.Length > 60 ? json[..60] + "..." : json;
}
