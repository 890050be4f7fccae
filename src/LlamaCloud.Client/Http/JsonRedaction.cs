using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using LlamaCloud.Json;

namespace LlamaCloud.Http;

/// <summary>JSON, as far as it can be read, without the values of its secret fields.</summary>
/// <remarks>Token by token and not as a tree: the same name twice is no error, and what comes before one can still be shown.</remarks>
internal static class JsonRedaction
{
    // What follows the question mark in one is a secret, also in an address that is none by its form.
    private static readonly Regex s_addressName = new("url$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly JsonWriterOptions s_readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>A text as it stands in what <see cref="Show"/> answers.</summary>
    public static string Escape(string text) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);

    /// <summary>What can be shown of it.</summary>
    public static string Show(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = JsonDepth.Most });
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, s_readable))
        {
            try
            {
                while (reader.Read())
                {
                    Copy(ref reader, writer);
                }
            }
            catch (Exception broken) when (broken is JsonException or InvalidOperationException)
            {
                // From here on nothing tells a secret from the rest, so the rest is not shown.
                writer.WriteStringValue("[the rest cannot be read]");
            }
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>
    /// What can be shown of the address of a webhook: whoever knows its path can call it, which with many services is the only secret.
    /// </summary>
    public static string HostOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? webhook)
        ? $"{webhook.Scheme}://{webhook.Authority}/{Redaction.Mark}"
        : Redaction.Mark;

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                CopyField(ref reader, writer);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(Inner(reader.GetString()!));
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    // Of one that needs no care the value comes next, as of an array.
    private static void CopyField(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        string name = reader.GetString()!;
        writer.WritePropertyName(name);
        if (Redaction.IsSecret(name))
        {
            writer.WriteStringValue(Redaction.Mark);
            reader.Skip();
        }
        else if (s_addressName.IsMatch(name) && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                string address = reader.GetString()!;
                writer.WriteStringValue(
                    name.Equals("webhook_url", StringComparison.OrdinalIgnoreCase) ? HostOf(address) : WithoutQuery(address));
            }
            else
            {
                Copy(ref reader, writer);
            }
        }
    }

    // A text may be JSON itself, with secrets of its own.
    private static string Inner(string text) =>
        text.Length > 1 && text[0] is '{' or '[' ? Show(Encoding.UTF8.GetBytes(text)) : text;

    private static string WithoutQuery(string address)
    {
        string[] parts = address.Split(['?'], 2);
        return parts.Length == 1 ? parts[0] : $"{parts[0]}?{Redaction.Mark}";
    }
}
