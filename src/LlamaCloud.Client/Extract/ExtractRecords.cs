using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>Reads the values of a result by the schema they were asked for with.</summary>
internal static class ExtractRecords
{
    /// <summary>The records of a result.</summary>
    /// <param name="result">A map, a list of maps, or null for none.</param>
    /// <param name="schema">The schema; null where it is not known.</param>
    public static IEnumerable<FieldMap> Of(object? result, ExtractSchema? schema) => result switch
    {
        FieldMap one => [Map(one, schema?.Fields ?? [])],
        FieldList many => many.OfType<FieldMap>().Select(one => Map(one, schema?.Fields ?? [])),
        _ => [],
    };

    private static FieldMap Map(FieldMap values, IReadOnlyList<ExtractSchemaField> fields)
    {
        FieldMap read = [];
        foreach (ExtractSchemaField field in fields)
        {
            read[field.Name] = values.TryGetValue(field.Name, out object? value) ? Value(value, field) : null;
        }

        foreach (KeyValuePair<string, object?> other in values.Where(other => !read.ContainsKey(other.Key)))
        {
            read[other.Key] = Value(other.Value, null);
        }

        return read;
    }

    private static object? Value(object? value, ExtractSchemaField? field) => value switch
    {
        FieldMap map => Map(map, field?.Fields ?? []),
        FieldList list => List(list, field?.Item),
        string text => Text(text, field),
        _ => value,
    };

    private static FieldList List(FieldList values, ExtractSchemaField? item)
    {
        FieldList read = [];
        read.AddRange(values.Select(value => Value(value, item)));
        return read;
    }

    // What is not written as the schema asks for stays the text that it is.
    private static object Text(string text, ExtractSchemaField? field)
    {
        CultureInfo plain = CultureInfo.InvariantCulture;
        return field switch
        {
            { Format: "date" } when DateTime.TryParseExact(text, "yyyy-MM-dd", plain, DateTimeStyles.None, out DateTime date) => date,
            { Format: "date-time" } when DateTimeOffset.TryParse(
                text, plain, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) => time,
            { Type: "integer" } when long.TryParse(text, NumberStyles.AllowLeadingSign, plain, out long whole) => whole,
            { Type: "number" } when double.TryParse(text, NumberStyles.Float, plain, out double number) => number,
            _ => text,
        };
    }
}
