using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LlamaCloud.Http;

/// <summary>Leaves secrets out of what people and logs get to see.</summary>
/// <param name="apiKey">The key.</param>
/// <param name="headers">The caller's own headers: their values may be secrets too.</param>
internal sealed class Redaction(string apiKey, IReadOnlyDictionary<string, string> headers)
{
    // A short value, such as "1" or "true", is no secret, and stands in texts for other reasons.
    private const int ShortestSecret = 6;

    private readonly string[] _secrets = [apiKey, .. headers.Values.Where(value => value.Length >= ShortestSecret)];

    /// <summary>What stands in place of a secret.</summary>
    public const string Mark = "[redacted]";

    private const int LongestForeign = 2000;

    // Named are the headers that are shown: whatever else there is may hold a secret (custom headers, cookies, keys).
    private static readonly HashSet<string> s_plainHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Allow", "Cache-Control", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Date",
        "Retry-After", "retry-after-ms", "Server", "Transfer-Encoding", "User-Agent", "Vary", "Via", "x-should-retry",
        "x-correlation-id", "x-request-id",
    };

    private static readonly Regex s_secretField = new(
        "secret|password|token$|api_?key|authorization|cookie|credential|^webhook_headers$|^headers$|signature",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // The query of a signed address is the signature. JSON may have its slashes escaped.
    private static readonly Regex s_queryOfAddress = new("""(https?:\\?/\\?/[^\s"'<>?#]+)[?#][^\s"'<>]*""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex s_userInfo = new("""//[^\s"'<>/?#@]+@""", RegexOptions.CultureInvariant);

    private static readonly Regex s_secretParameter = new("sig|token|secret|key|credential|password|policy", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>A header's value, if it is one of those that hold no secret.</summary>
    public string Header(string name, string value) =>
        s_plainHeaders.Contains(name) && !headers.Keys.Contains(name, StringComparer.OrdinalIgnoreCase) ? value : Mark;

    /// <summary>An address without the values in its query that look like secrets.</summary>
    public static Uri Address(Uri address)
    {
        if (!s_secretParameter.IsMatch(address.Query))
        {
            return address;
        }

        IEnumerable<string> parts = address.Query.TrimStart('?').Split('&').Select(part =>
            part.Split('=')[0] is string name && name != "page_token" && s_secretParameter.IsMatch(name) ? name + "=" + Mark : part);
        return new UriBuilder(address) { Query = string.Join("&", parts) }.Uri;
    }

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

        string line = Text(new string([.. text!.Select(c => char.IsControl(c) ? ' ' : c)]).Trim());
        return line.Length <= LongestForeign ? line : $"{line.Substring(0, LongestForeign)}...";
    }

    /// <summary>Whether a text holds a secret.</summary>
    public bool IsNeeded(string text) => _secrets.Any(secret => text.Contains(secret)) || s_userInfo.IsMatch(text) || s_queryOfAddress.IsMatch(text);

    /// <summary>Free text without the key and without the queries, user names and passwords of addresses.</summary>
    public string Text(string text) => s_queryOfAddress.Replace(
        s_userInfo.Replace(_secrets.Aggregate(text, (shown, secret) => shown.Replace(secret, Mark)), "//" + Mark + "@"), "$1?" + Mark);

    /// <summary>A body: JSON without the values of its secret fields, anything else as text.</summary>
    public string Body(byte[] body)
    {
        string text = Encoding.UTF8.GetString(body);
        try
        {
            JsonNode? json = JsonNode.Parse(text);
            Blacken(json);
            text = json?.ToJsonString(s_readable) ?? text;
        }
        catch (Exception notJson) when (notJson is JsonException or ArgumentException or InvalidOperationException)
        {
            // Not JSON, the same name twice, or half a character: what is left is to look at it as text.
            text = Fields(text);
        }

        return Text(text);
    }

    private static readonly JsonSerializerOptions s_readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    private static void Blacken(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? element in list)
            {
                Blacken(element);
            }
        }
        else if (node is JsonObject fields)
        {
            foreach (string name in fields.Select(field => field.Key).ToArray())
            {
                if (s_secretField.IsMatch(name) && name != "next_page_token" && fields[name] is not null)
                {
                    fields[name] = Mark;
                }
                else
                {
                    Blacken(fields[name]);
                }
            }
        }
    }

    // In broken JSON a secret field is still "name": followed by its value, up to the end of the value or of the text.
    private static string Fields(string text) => Regex.Replace(
        text,
        """("(?<name>[^"\\]{1,100})"\s*:\s*)("(?:[^"\\]|\\.)*"?|\{[^}]*\}?|\[[^\]]*\]?)""",
        match => s_secretField.IsMatch(match.Groups["name"].Value) && match.Groups["name"].Value != "next_page_token"
            ? match.Groups[1].Value + "\"" + Mark + "\""
            : match.Value,
        RegexOptions.CultureInvariant);
}
