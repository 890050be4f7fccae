using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// The short form of a schema: names with a description, a type, both (<c>@{ Type = [decimal]; Description = '...' }</c>), a map of
/// further fields, or a list of one of these.
/// </summary>
internal sealed class ExtractShortForm
{
    private const int MostLevels = 32;

    private static readonly string[] s_types = ["string", "number", "integer", "boolean", "object", "array"];

    private static readonly string[] s_schemaWords =
    [
        "type", "description", "title", "format", "enum", "const", "items", "properties", "required", "additionalProperties",
        "anyOf",
        "oneOf",
        "allOf",
        "$ref",
        "default",
        "examples",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "minLength",
        "maxLength",
        "pattern",
        "uniqueItems",
    ];

    private readonly ExtractTypes _types = new();

    /// <summary>The schema of fields.</summary>
    /// <exception cref="FormatException">A field says neither what it is nor what it holds; the message says which.</exception>
    public OrderedDictionary OfFields(ExtractMap fields) => Object(fields, string.Empty, 0);

    /// <summary>The schema of a class.</summary>
    /// <exception cref="FormatException">It has no properties that can be fields; the message says why.</exception>
    public OrderedDictionary OfRoot(Type type) => _types.OfRoot(type);

    private OrderedDictionary Object(ExtractMap fields, string path, int level)
    {
        if (level > MostLevels)
        {
            throw new FormatException($"It is nested more than {MostLevels} deep: perhaps a map in it holds itself");
        }

        OrderedDictionary properties = [];
        foreach (KeyValuePair<string, object?> field in fields.Fields)
        {
            if (properties.Contains(field.Key))
            {
                throw new FormatException($"It has the field '{ResourceId.Show(field.Key)}' twice");
            }

            properties[field.Key] = Field(field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}", level + 1);
        }

        return new OrderedDictionary { ["type"] = "object", ["properties"] = properties };
    }

    private object Field(object? given, string path, int level)
    {
        object? value = Given.Unwrap(given);
        switch (value)
        {
            case string text:
                return new OrderedDictionary { ["type"] = "string", ["description"] = text };
            case Type type:
                return _types.Of(type, path);
        }

        if (ExtractMap.Of(given) is ExtractMap map)
        {
            return IsSchema(map) ? given! : IsBoth(map) ? Both(map, path, level) : Object(map, path, level);
        }

        object?[] items = Given.AsList(value) is IEnumerable list ? [.. list.Cast<object?>()] : [];
        return items.Length == 1
            ? new OrderedDictionary { ["type"] = "array", ["items"] = Field(items[0], path + "[]", level + 1) }
            : throw new FormatException(
                $"The field '{ResourceId.Show(path)}' is {Describe(value, items.Length)}, which says neither what it is nor what it holds");
    }

    private static string Describe(object? value, int items) => value is null ? "null"
        : items > 1 ? $"a list of {items}, where one says what each item is"
        : Given.AsList(value) is not null ? "an empty list"
        : $"a {value.GetType().Name}";

    // What JSON Schema says of a field may stand among the short ones.
    private static bool IsSchema(ExtractMap map) =>
        map.Names.All(name => s_schemaWords.Contains(name, StringComparer.Ordinal)) && map.Names.Any()
        && ((map.Find("type") is string type && s_types.Contains(type)) || map.Find("$ref") is string
            || map.Find("anyOf") is not (null or string) || map.Find("enum") is not (null or string));

    private static bool IsBoth(ExtractMap map) =>
        map.Names.All(name => Is(name, "Type") || Is(name, "Description"))
        && map.Find("Type") is { } type && (type is not string || s_types.Contains(type)) && map.Find("Description") is null or string;

    private object Both(ExtractMap map, string path, int level)
    {
        object? type = map.Find("Type");
        object field = type is string word ? new OrderedDictionary { ["type"] = word } : Field(type, path, level + 1);
        if (map.Find("Description") is string description && field is OrderedDictionary made)
        {
            made["description"] = description;
        }

        return field;
    }

    private static bool Is(string name, string word) => string.Equals(name, word, StringComparison.OrdinalIgnoreCase);
}
