using System;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LlamaCloud.Http;

/// <summary>
/// The text of <c>detail</c> in a body that is no whole JSON: cut because it is very long, or with half a character in it.
/// </summary>
internal static class ErrorDetail
{
    private static readonly Regex s_escape = new(@"\\(?:u([0-9a-f]{4})|(.))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Its beginning, as far as it is there; null when the body has no such text.</summary>
    public static string? BeginningOf(ReadOnlySpan<byte> body)
    {
        Utf8JsonReader reader = new(body, isFinalBlock: false, state: default);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("detail"))
                {
                    return TextAt(body.Slice((int)reader.BytesConsumed));
                }

                if (!reader.TrySkip())
                {
                    return null;
                }
            }
        }
        catch (JsonException)
        {
            // No JSON before it either.
        }

        return null;
    }

    private static string? TextAt(ReadOnlySpan<byte> rest)
    {
        string text = Encoding.UTF8.GetString(rest.ToArray()).TrimStart(':', ' ', '\t', '\r', '\n');
        if (text.Length == 0 || text[0] != '"')
        {
            return null;
        }

        int end = 1;
        while (end < text.Length && text[end] != '"')
        {
            end += text[end] == '\\' ? 2 : 1;
        }

        string plain = s_escape.Replace(text.Substring(1, Math.Min(end, text.Length) - 1), Unescape);
        return ResourceId.HasUnpairedSurrogate(plain) ? Repair(plain) : plain;
    }

    private static string Unescape(Match match) => match.Groups[1].Success
        ? ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
        : match.Groups[2].Value switch
        {
            "n" or "r" or "t" or "b" or "f" => " ",
            string other => other,
        };

    // An encoder writes the replacement character for half of one.
    private static string Repair(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
