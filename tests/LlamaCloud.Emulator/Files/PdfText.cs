using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LlamaCloud.Emulator.Files;

/// <summary>The text of a simple PDF: literal strings that its content streams show, when those are not compressed. A form feed ends a page.</summary>
internal static partial class PdfText
{
    // In an array of strings, a number below this one moves far enough to be a space between words.
    private const double Space = -200;

    /// <summary>The text; null when the document is encrypted.</summary>
    public static string? Read(byte[] bytes)
    {
        string pdf = Encoding.Latin1.GetString(bytes);
        if (Encrypted().IsMatch(pdf))
        {
            return null;
        }

        StringBuilder text = new();
        foreach (string content in Streams(pdf))
        {
            int before = text.Length;
            Show(content, text);
            // A page has its text in a stream of its own.
            text.Append(text.Length > before ? "\f" : string.Empty);
        }

        return text.ToString().Trim();
    }

    [GeneratedRegex(@"/Encrypt\s*(\d+\s+\d+\s+R|<<)")]
    private static partial Regex Encrypted();

    private static IEnumerable<string> Streams(string pdf)
    {
        int end = 0;
        for (int start = pdf.IndexOf("stream", StringComparison.Ordinal); start >= 0; start = pdf.IndexOf(
            "stream", end, StringComparison.Ordinal))
        {
            int from = start + "stream".Length;
            string dictionary = pdf[end..start];
            end = pdf.IndexOf("endstream", from, StringComparison.Ordinal);
            if (end < 0)
            {
                yield break;
            }

            if (!dictionary.Contains("/Filter", StringComparison.Ordinal))
            {
                yield return pdf[from..end];
            }

            end += "endstream".Length;
        }
    }

    private static void Show(string content, StringBuilder text)
    {
        StringBuilder strings = new();
        for (int at = 0; at < content.Length;)
        {
            if (content[at] == '(')
            {
                at = Literal(content, at + 1, strings);
                continue;
            }

            int start = at;
            while (at < content.Length && !char.IsWhiteSpace(content[at]) && content[at] is not ('(' or '[' or ']' or '<' or '>'))
            {
                at++;
            }

            string token = content[start..at];
            at += token.Length == 0 ? 1 : 0;
            if (double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            {
                strings.Append(number < Space ? " " : string.Empty);
            }
            else if (token is "Tj" or "TJ" or "'" or "\"")
            {
                text.Append(strings).Append('\n');
                strings.Clear();
            }
            else if (token.Length > 0)
            {
                strings.Clear();
            }
        }
    }

    // A string up to the parenthesis that ends it (ISO 32000-1, section 7.3.4.2). Answers where it goes on.
    private static int Literal(string content, int at, StringBuilder into)
    {
        for (int depth = 1; at < content.Length; at++)
        {
            char c = content[at];
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0)
            {
                return at + 1;
            }

            if (c == '\\' && at + 1 < content.Length)
            {
                at = Escape(content, at + 1, into);
            }
            else
            {
                into.Append(c);
            }
        }

        return at;
    }

    // What follows a backslash. Answers the last character of it.
    private static int Escape(string content, int at, StringBuilder into)
    {
        int digits = 0;
        while (digits < 3 && at + digits < content.Length && content[at + digits] is >= '0' and <= '7')
        {
            digits++;
        }

        if (digits > 0)
        {
            into.Append((char)(Convert.ToInt32(content.Substring(at, digits), 8) & 0xFF));
            return at + digits - 1;
        }

        into.Append(content[at] switch
        {
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            'b' => "\b",
            'f' => "\f",
            '\r' or '\n' => string.Empty,
            char other => other.ToString(),
        });
        return content[at] == '\r' && at + 1 < content.Length && content[at + 1] == '\n' ? at + 1 : at;
    }
}
