using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using LlamaCloud.Json;

namespace LlamaCloud.Http;

/// <content>Secrets of which a cut has left a half, and those in addresses.</content>
internal sealed partial class Redaction
{
    private string WithoutHalf(string text)
    {
        string whole = WithoutHalfSecret(text);
        // Of an address with a password the @ may be missing.
        int word = whole.LastIndexOfAny([' ', '\t', '\r', '\n', '"', '\'', '<', '>']) + 1;
        int address = whole.IndexOf("//", word, StringComparison.Ordinal);
        return address < 0 ? whole : $"{whole.Remove(address)}//{Mark}";
    }

    // What a cut leaves of a secret is part of it too.
    private string WithoutHalfSecret(string text)
    {
        string whole = text.TrimEnd('\uFFFD');
        foreach (string secret in _secrets)
        {
            for (int length = Math.Min(secret.Length, whole.Length); length >= ShortestSecret; length--)
            {
                int start = whole.Length - length;
                if (string.CompareOrdinal(whole, start, secret, 0, length) == 0)
                {
                    return whole.Remove(start) + Mark;
                }
            }
        }

        return text;
    }

    private static string WithoutSecrets(string address)
    {
        int query = address.IndexOfAny(['?', '#']);
        string place = query < 0 ? address : address.Substring(0, query);
        int at = place.LastIndexOf('@');
        return (at < 0 ? place : $"//{Mark}{place.Substring(at)}") + (query < 0 ? string.Empty : "?" + Mark);
    }

    /// <summary>The secrets in the query of an address, as they are written without escapes.</summary>
    public static IEnumerable<string> SecretsOf(Uri address) =>
        address.Query.TrimStart('?')
            .Split('&')
            .Where(HoldsSecret)
            .Select(part => Uri.UnescapeDataString(part.Substring(part.IndexOf('=') + 1)));

    // In a query "code" is a grant or a function's key; in a body it is the number of an error.
    private static bool HoldsSecret(string parameter) =>
        parameter.Split('=')[0] is string name && (IsSecret(name) || name.Equals("code", StringComparison.OrdinalIgnoreCase));
}
