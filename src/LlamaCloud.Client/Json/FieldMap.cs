using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;

namespace LlamaCloud.Json;

/// <summary>Fields of no known shape. As a text, which is what a table or a CSV file shows of them, they are JSON.</summary>
internal sealed class FieldMap : Dictionary<string, object?>
{
    public FieldMap()
        : base(StringComparer.Ordinal)
    {
    }

    public FieldMap(IDictionary<string, object?> fields)
        : base(fields, StringComparer.Ordinal)
    {
    }

    /// <summary>The fields as JSON; empty when there are none.</summary>
    public override string ToString() => Count == 0 ? string.Empty : PlainJson.Of(this);
}

/// <summary>A list of no known shape, as <see cref="FieldMap"/>.</summary>
internal sealed class FieldList : List<object?>
{
    /// <summary>The items as JSON; empty when there are none.</summary>
    public override string ToString() => Count == 0 ? string.Empty : PlainJson.Of(this);
}

/// <summary>Writes the plain values that <see cref="PlainValueConverter"/> reads.</summary>
internal static class PlainJson
{
    private static readonly JsonWriterOptions s_readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(object value)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, s_readable))
        {
            Write(json, value);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>Writes one.</summary>
    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            // Beyond every number, which JSON cannot say.
            case double number when double.IsInfinity(number):
                json.WriteNullValue();
                break;
            case IReadOnlyDictionary<string, object?> map:
                json.WriteStartObject();
                foreach (KeyValuePair<string, object?> field in map)
                {
                    json.WritePropertyName(field.Key);
                    Write(json, field.Value);
                }

                json.WriteEndObject();
                break;
            case IEnumerable list:
                json.WriteStartArray();
                foreach (object? item in list)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteRawValue(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
        }
    }
}
