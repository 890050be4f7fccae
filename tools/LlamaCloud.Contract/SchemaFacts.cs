using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace LlamaCloud.Contract;

/// <summary>What schemas say about values, without what they tell a reader; and the named types that are met on the way.</summary>
/// <param name="description">An OpenAPI 3.1 description.</param>
internal sealed class SchemaFacts(JsonObject description)
{
    private const string Prefix = "#/components/schemas/";

    private static readonly HashSet<string> s_words =
    [
        "title", "description", "examples", "default", "deprecated", "contentMediaType", "x-enum-order-preserved",
    ];

    private readonly SortedDictionary<string, JsonObject> _types = new(StringComparer.Ordinal);

    /// <summary>The named types so far.</summary>
    public IReadOnlyDictionary<string, JsonObject> Types => _types;

    /// <summary>The facts of a schema. One that allows everything is an empty one.</summary>
    public JsonNode Of(JsonNode? schema)
    {
        if (schema is not JsonObject keywords)
        {
            return schema?.DeepClone() ?? new JsonObject();
        }

        JsonObject facts = [];
        foreach ((string keyword, JsonNode? value) in keywords.Where(one => !s_words.Contains(one.Key)))
        {
            facts[keyword] = keyword switch
            {
                "$ref" => Name((string)value!),
                "anyOf" or "oneOf" => new JsonArray([.. value!.AsArray().Select(Of)]),
                "items" or "additionalProperties" => Of(value),
                "properties" => new JsonObject(
                    value!.AsObject().Select(field => KeyValuePair.Create(field.Key, (JsonNode?)Of(field.Value)))),
                "discriminator" => new JsonObject
                {
                    ["propertyName"] = (string)value!["propertyName"]!,
                    ["mapping"] = new JsonObject(value["mapping"]!.AsObject().Select(
                        kind => KeyValuePair.Create(kind.Key, (JsonNode?)Name((string)kind.Value!)))),
                },
                _ => value!.DeepClone(),
            };
        }

        return facts;
    }

    private string Name(string reference)
    {
        string name = reference[Prefix.Length..];
        // It may refer to itself.
        if (_types.TryAdd(name, []))
        {
            _types[name] = Of(description["components"]!["schemas"]![name]).AsObject();
        }

        return name;
    }
}
