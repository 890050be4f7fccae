using System;
using System.Collections.Generic;
using System.Linq;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>Reads the fields out of a schema: through its references, and past the <c>null</c> of what may be missing.</summary>
internal sealed class ExtractSchemaReader(FieldMap root)
{
    // Deeper is a schema that refers to itself.
    private const int MostLevels = 32;

    // A schema that refers to itself twice would have no end of them.
    private const int MostFields = 5000;

    private const int MostReferences = 16;

    private static readonly string[] s_choices = ["anyOf", "oneOf", "allOf"];

    private int _fields;

    /// <summary>The fields of a record.</summary>
    public IReadOnlyList<ExtractSchemaField> Fields => field ??= FieldsOf(Resolve(root), 0);

    /// <summary>A schema with what it refers to in its place; itself where it refers to nothing.</summary>
    public FieldMap Resolve(FieldMap schema)
    {
        FieldMap found = schema;
        for (int i = 0; i < MostReferences; i++)
        {
            FieldMap? next = found.TryGetValue("$ref", out object? reference) ? Find(reference as string) : Choice(found);
            if (next is null)
            {
                break;
            }

            // What stands beside a reference is about this field: its description, say.
            FieldMap merged = new(next);
            foreach (KeyValuePair<string, object?> own in found.Where(own => own.Key != "$ref" && !s_choices.Contains(own.Key)))
            {
                merged[own.Key] = own.Value;
            }

            found = merged;
        }

        return found;
    }

    /// <summary>What a reference within the schema leads to; null where that is nothing.</summary>
    public FieldMap? Find(string? reference)
    {
        if (reference is null || reference.Length == 0 || reference[0] != '#')
        {
            return null;
        }

        object? found = root;
        foreach (string part in reference.Split('/').Skip(1))
        {
            // RFC 6901, section 4.
            string name = Uri.UnescapeDataString(part).Replace("~1", "/").Replace("~0", "~");
            found = found is FieldMap map && map.TryGetValue(name, out object? inner) ? inner : null;
        }

        return found as FieldMap;
    }

    /// <summary>The types that a schema names, <c>null</c> apart.</summary>
    public static IEnumerable<string> Types(FieldMap schema) => (schema.TryGetValue("type", out object? type) ? type : null) switch
    {
        string one => [one],
        FieldList many => many.OfType<string>().Where(one => one != "null"),
        _ => [],
    };

    private static string TypeOf(FieldMap schema) =>
        Types(schema).FirstOrDefault()
        ?? (schema.ContainsKey("properties") ? "object" : schema.ContainsKey("items") ? "array" : string.Empty);

    // One that may be null, or the first of several.
    private static FieldMap? Choice(FieldMap schema) => s_choices
        .Select(name => schema.TryGetValue(name, out object? choices) ? choices as FieldList : null)
        .Where(choices => choices is not null)
        .SelectMany(choices => choices!.OfType<FieldMap>())
        .FirstOrDefault(choice => !(choice.TryGetValue("type", out object? type) && type is "null"));

    private ExtractSchemaField[] FieldsOf(FieldMap schema, int level)
    {
        if (level > MostLevels
            || _fields > MostFields
            || !schema.TryGetValue("properties", out object? found)
            || found is not FieldMap properties)
        {
            return [];
        }

        FieldList required = (schema.TryGetValue("required", out object? names) ? names as FieldList : null) ?? [];
        return
        [
            .. properties.Select(one => Field(one.Key, one.Value as FieldMap ?? [], required.Contains(one.Key), level + 1)),
        ];
    }

    private ExtractSchemaField Field(string name, FieldMap schema, bool isRequired, int level)
    {
        _fields++;
        FieldMap resolved = Resolve(schema);
        string type = TypeOf(resolved);
        FieldMap item = (resolved.TryGetValue("items", out object? items) ? items as FieldMap : null) ?? [];
        return new ExtractSchemaField(name, type)
        {
            Format = Text(resolved, "format"),
            Description = Text(resolved, "description"),
            IsRequired = isRequired,
            Fields = FieldsOf(resolved, level),
            Item = type != "array" || level > MostLevels || _fields > MostFields ? null : Field(string.Empty, item, false, level + 1),
        };
    }

    private static string? Text(FieldMap schema, string name) => schema.TryGetValue(name, out object? value) ? value as string : null;
}
