using System;
using System.Collections;
using System.IO;
using System.Management.Automation;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Writes what a PowerShell user puts together as JSON, exactly: nothing is cut at a depth, and what is no JSON value is an
/// error instead of a description of itself.
/// </summary>
internal static class JsonText
{
    // Deeper is an object that holds itself.
    private const int MaximumDepth = 60;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of a value; a text is a JSON text already and comes back as it is.</summary>
    /// <exception cref="FormatException">Something in it is no JSON value; the message says what.</exception>
    public static string Of(object value)
    {
        if (Given.Unwrap(value) is string text)
        {
            return text;
        }

        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json, s_options))
        {
            Write(writer, value, 0);
        }

        return Encoding.UTF8.GetString(json.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new FormatException($"It is nested more than {MaximumDepth} deep: perhaps an object in it holds itself.");
        }

        switch (Given.Unwrap(value))
        {
            case null or DBNull:
                writer.WriteNullValue();
                break;
            case bool or SwitchParameter:
                writer.WriteBooleanValue(LanguagePrimitives.IsTrue(value));
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or System.Numerics.BigInteger or double
                or float:
                WriteNumber(writer, PlainText.Of(value)!);
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case var single when PlainText.Of(single) is string text:
                writer.WriteStringValue(text);
                break;
            case IDictionary map:
                WriteMap(writer, map, depth);
                break;
            case var many when Given.AsList(many) is IEnumerable list:
                WriteList(writer, list, depth);
                break;
            case PSObject bag:
                WriteProperties(writer, bag, depth);
                break;
            // Classes that are written in PowerShell.
            case var other when other.GetType().Assembly.IsDynamic:
                WriteProperties(writer, PSObject.AsPSObject(other), depth);
                break;
            case var other:
                throw new FormatException(
                    $"It holds a {other.GetType().FullName}, which is no JSON value. Use hashtables, [pscustomobject], arrays, texts, "
                        + "numbers, times, $true and $false.");
        }
    }

    // Not a number there is: NaN and the infinities (RFC 8259, section 6).
    private static void WriteNumber(Utf8JsonWriter writer, string number)
    {
        if (number.IndexOfAny(['N', 'I', '∞']) >= 0)
        {
            throw new FormatException($"It holds the number {number}, which JSON does not have.");
        }

        writer.WriteRawValue(number);
    }

    private static void WriteMap(Utf8JsonWriter writer, IDictionary map, int depth)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            writer.WritePropertyName(
                PlainText.Of(entry.Key)
                    ?? throw new FormatException($"It holds a map with a {entry.Key.GetType().Name} for a name. Use texts."));
            Write(writer, entry.Value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable list, int depth)
    {
        writer.WriteStartArray();
        foreach (object? item in list)
        {
            Write(writer, item, depth + 1);
        }

        writer.WriteEndArray();
    }

    private static void WriteProperties(Utf8JsonWriter writer, PSObject source, int depth)
    {
        writer.WriteStartObject();
        foreach (PSPropertyInfo property in source.Properties)
        {
            writer.WritePropertyName(property.Name);
            Write(writer, property.Value, depth + 1);
        }

        writer.WriteEndObject();
    }
}
