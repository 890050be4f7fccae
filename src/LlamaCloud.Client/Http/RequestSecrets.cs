using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using LlamaCloud.Json;

namespace LlamaCloud.Http;

/// <summary>
/// The secrets that a request itself carries: what its body has under the name of one, the values of webhook headers, and where a
/// webhook leads. An answer may repeat them.
/// </summary>
internal static class RequestSecrets
{
    /// <summary>Those in JSON; what cannot be read has none.</summary>
    public static IEnumerable<string> OfJson(ReadOnlyMemory<byte> json)
    {
        List<string> found = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonDepth.Most });
            Collect(document.RootElement, false, found);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // Nothing of it is a field with a name.
        }

        return found;
    }

    /// <summary>Those of a field of a form: itself, or what stands in it as JSON.</summary>
    public static IEnumerable<string> OfField(string name, string text) =>
        Redaction.IsSecret(name) ? [text] : OfJson(Encoding.UTF8.GetBytes(text));

    private static void Collect(JsonElement element, bool isSecret, List<string> found)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    if (IsWebhook(property))
                    {
                        found.AddRange(OfAddress(property.Value.GetString()!));
                    }
                    else
                    {
                        Collect(property.Value, isSecret || Redaction.IsSecret(property.Name), found);
                    }
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Collect(item, isSecret, found);
                }

                break;
            case JsonValueKind.String when isSecret:
                found.Add(element.GetString()!);
                break;
            case JsonValueKind.Number when isSecret:
                found.Add(element.GetRawText());
                break;
        }
    }

    private static bool IsWebhook(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.String && property.Name.Equals("webhook_url", StringComparison.OrdinalIgnoreCase);

    // The host is no secret, and stands in answers for other reasons.
    private static IEnumerable<string> OfAddress(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? webhook))
        {
            yield return address;
            yield break;
        }

        yield return webhook.PathAndQuery.TrimStart('/');
        yield return webhook.AbsolutePath.Trim('/');
        yield return webhook.UserInfo;
        string[] query = [.. webhook.Query.TrimStart('?').Split('&').Select(part => part.Substring(part.IndexOf('=') + 1))];
        foreach (string part in webhook.AbsolutePath.Split('/').Concat(query).Where(LooksRandom))
        {
            yield return part;
        }
    }

    // "classify" or "invoices" in a path are words that an answer has for other reasons.
    private static bool LooksRandom(string part) => part.Length >= 12 || (part.Length >= 8 && part.Any(char.IsDigit));
}
