using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace LlamaCloud.Http;

/// <summary>
/// Finds a secret in whatever form a text may repeat it: in another case, broken by white space, percent-encoded, escaped as in
/// JSON, in hex or in base64.
/// </summary>
internal static class SecretPattern
{
    /// <summary>One pattern for all of them; it takes time in proportion to the text. Null for no secrets.</summary>
    public static Regex? Of(IEnumerable<string> secrets)
    {
        // The longest first: a secret may be the beginning of another.
        string[] forms = [.. secrets.OrderByDescending(secret => secret.Length).SelectMany(Forms).Distinct()];
        return forms.Length == 0 ? null : new Regex(string.Join("|", forms), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    // Nobody writes a long text in another form, and each form costs time wherever it is looked for.
    private const int Longest = 256;

    private static IEnumerable<string> Forms(string secret)
    {
        if (secret.Length > Longest)
        {
            yield return Regex.Escape(secret);
            yield break;
        }

        yield return string.Join(@"\s?", secret.Select(Character));
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        yield return string.Join("[ :-]?", bytes.Select(one => one.ToString("x2", CultureInfo.InvariantCulture)));
        for (int before = 0; before < 3; before++)
        {
            yield return Base64(bytes, before);
        }
    }

    private static string Character(char c)
    {
        string plain = Regex.Escape(c.ToString());
        return c <= '~' ? $@"(?:{plain}|%{(int)c:x2}|\\u{(int)c:x4})" : $@"(?:{plain}|\\u{(int)c:x4})";
    }

    // In base64 three bytes are four characters: where the secret begins within three, it reads otherwise (RFC 4648, section 4).
    private static string Base64(byte[] bytes, int before)
    {
        string text = Convert.ToBase64String([.. new byte[before], .. bytes]);
        int first = (before * 8 + 5) / 6;
        int last = (before + bytes.Length) * 8 / 6;
        return Regex.Escape(text.Substring(first, last - first)).Replace(@"\+", "[+-]").Replace("/", "[/_]");
    }
}
