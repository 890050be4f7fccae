using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LlamaCloud.Http;

/// <summary>Leaves secrets out of what people and logs get to see.</summary>
/// <remarks>
/// The texts come from elsewhere, so every pattern here takes time in proportion to the text: each begins with something
/// fixed, and what it has read it does not read again.
/// </remarks>
/// <param name="apiKey">The key.</param>
/// <param name="headers">The caller's own headers: their values may be secrets too.</param>
/// <param name="proxyPassword">The password of the proxy; null for none.</param>
internal sealed class Redaction(string apiKey, IReadOnlyDictionary<string, string> headers, string? proxyPassword = null)
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mark = "[redacted]";

    // A short value, such as "1" or "true", is no secret, and stands in texts for other reasons.
    private const int ShortestSecret = 6;

    private const int LongestForeign = 2000;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // Named are the headers that are shown: whatever else there is may hold a secret (custom headers, cookies, keys).
    private static readonly HashSet<string> s_plainHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Allow", "Cache-Control", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Date",
        "Retry-After", "retry-after-ms", "Server", "Transfer-Encoding", "User-Agent", "Vary", "Via", "x-should-retry",
        "x-correlation-id", "x-request-id",
    };

    private static readonly Regex s_secretName = new(
        "secret|password|token$|api[_-]?key|authorization|cookie|credential|^webhook_headers$|^headers$|signature|^sig$|policy", Options);

    // What follows the question mark in one is a secret, also in an address that is none by its form.
    private static readonly Regex s_addressName = new("url$", Options);

    // A page token is where a list goes on.
    private static readonly Regex s_harmlessName = new("^(next_)?page_token$", Options);

    // From the slashes on, which JSON may have escaped: what stands before an @ may be a password, the query a signature.
    private static readonly Regex s_address = new("""\\?/\\?/[^\s"'<>]+""", Options);

    private static readonly Regex s_named = new("""(secret|password|api[_-]?key|authorization|cookie)(["']?\s{0,5}[=:]\s{0,5}["']?)((?:bearer|basic)\s{1,5})?[^\s"',;<>&]+""", Options);

    private static readonly Regex s_scheme = new("""\b(bearer|basic)\s{1,5}[a-z0-9._~+/=-]{6,}""", Options);

    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly string[] _secrets = [apiKey, .. headers.Values.Append(proxyPassword ?? string.Empty).Where(value => value.Length >= ShortestSecret)];

    /// <summary>A header's value, if it is one of those that hold no secret.</summary>
    public string Header(string name, string value) =>
        s_plainHeaders.Contains(name) && !headers.Keys.Contains(name, StringComparer.OrdinalIgnoreCase) ? value : Mark;

    /// <summary>
    /// An address without the values in its query that look like secrets, and without the known ones wherever they stand; not
    /// longer than a message can be.
    /// </summary>
    public Uri Address(Uri address)
    {
        string[] parts = address.Query.TrimStart('?').Split('&');
        string query = string.Join("&", parts.Select(part => HoldsSecret(part) ? $"{part.Split('=')[0]}={Mark}" : part));
        query = WithoutKnown(query.Length <= LongestForeign ? query : $"{query.Substring(0, LongestForeign)}...");
        string path = WithoutKnown(address.AbsolutePath);
        return path == address.AbsolutePath && query == address.Query.TrimStart('?')
            ? address
            : new UriBuilder(address) { Path = path, Query = query }.Uri;
    }

    // In an address a secret stands escaped.
    private string WithoutKnown(string text) =>
        _secrets.Aggregate(text, (current, secret) => current.Replace(secret, Mark).Replace(Uri.EscapeDataString(secret), Mark));

    /// <summary>
    /// Text that somebody else wrote, for a message: on one line, without control characters, which a terminal would obey,
    /// without secrets, and not longer than a message can be. Null when nothing is left.
    /// </summary>
    public string? Foreign(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Twice as long: a secret that begins before the end of what is shown is seen whole.
        string beginning = text!.Length <= 2 * LongestForeign ? text : text.Substring(0, 2 * LongestForeign);
        string line = Text(new string([.. beginning.Select(c => char.IsControl(c) ? ' ' : c)]).Trim());
        return line.Length <= LongestForeign ? line : $"{line.Substring(0, LongestForeign)}...";
    }

    /// <summary>Free text without what looks like a secret in it.</summary>
    public string Text(string text)
    {
        string shown = _secrets.Aggregate(text, (current, secret) => current.Replace(secret, Mark));
        shown = s_address.Replace(shown, match => WithoutSecrets(match.Value));
        shown = s_named.Replace(shown, "$1$2" + Mark);
        return s_scheme.Replace(shown, "$1 " + Mark);
    }

    /// <summary>A body: JSON, as far as it can be read, without the values of its secret fields; anything else as text.</summary>
    public string Body(byte[] body)
    {
        byte first = body.FirstOrDefault(b => b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'));
        return Text(first is (byte)'{' or (byte)'[' ? Json(body) : Encoding.UTF8.GetString(body));
    }

    // Token by token and not as a tree: the same name twice is no error, and what comes before one can still be shown.
    private static string Json(byte[] body)
    {
        Utf8JsonReader reader = new(body, new JsonReaderOptions { MaxDepth = 512 });
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
                string name = reader.GetString()!;
                writer.WritePropertyName(name);
                if (IsSecret(name))
                {
                    writer.WriteStringValue(Mark);
                    reader.Skip();
                }
                else if (s_addressName.IsMatch(name) && reader.Read())
                {
                    CopyAddress(ref reader, writer);
                }

                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private static void CopyAddress(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            Copy(ref reader, writer);
            return;
        }

        string[] parts = reader.GetString()!.Split(['?'], 2);
        writer.WriteStringValue(parts.Length == 1 ? parts[0] : $"{parts[0]}?{Mark}");
    }

    private static string WithoutSecrets(string address)
    {
        int query = address.IndexOfAny(['?', '#']);
        string place = query < 0 ? address : address.Substring(0, query);
        int at = place.LastIndexOf('@');
        return (at < 0 ? place : $"//{Mark}{place.Substring(at)}") + (query < 0 ? string.Empty : "?" + Mark);
    }

    // In a query "code" is a grant or a function's key; in a body it is the number of an error.
    private static bool HoldsSecret(string parameter) =>
        parameter.Split('=')[0] is string name && (IsSecret(name) || name.Equals("code", StringComparison.OrdinalIgnoreCase));

    private static bool IsSecret(string name) => s_secretName.IsMatch(name) && !s_harmlessName.IsMatch(name);
}
