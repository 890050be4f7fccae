using System;
using System.Linq;
using System.Text;

namespace LlamaCloud.Emulator.Files;

/// <summary>The head of one part of a form.</summary>
/// <param name="Disposition">The value of <c>Content-Disposition</c>, a character for each byte.</param>
/// <param name="ContentType">The value of <c>Content-Type</c>; null when there is none.</param>
internal sealed record PartHead(string Disposition, string? ContentType)
{
    /// <summary>The field.</summary>
    public string? Name => Parameter("name");

    /// <summary>The name of the file; null when the part is none. <c>filename*</c> is not for forms (RFC 7578, section 4.2).</summary>
    public string? FileName => Parameter("filename");

    public static PartHead Read(string head)
    {
        string? Header(string name) => head.Split("\r\n")
            .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 1)..].Trim(' ', '\t'))
            .FirstOrDefault();
        return new PartHead(Header("Content-Disposition") ?? string.Empty, Header("Content-Type"));
    }

    private string? Parameter(string wanted)
    {
        int at = Disposition.IndexOf(';', StringComparison.Ordinal);
        while (at >= 0 && at < Disposition.Length)
        {
            int equals = Disposition.IndexOf('=', at);
            if (equals < 0)
            {
                return null;
            }

            string name = Disposition[(at + 1)..equals].Trim();
            string value = Value(equals + 1, out at);
            if (name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            {
                return Decode(value);
            }
        }

        return null;
    }

    // A token or a quoted string, in which a backslash stands before a quote or another one; before anything else it is
    // part of the name, as clients send it.
    private string Value(int start, out int end)
    {
        if (start >= Disposition.Length || Disposition[start] != '"')
        {
            end = Disposition.IndexOf(';', start);
            return Disposition[start..(end < 0 ? Disposition.Length : end)].Trim();
        }

        StringBuilder value = new();
        int at = start + 1;
        for (; at < Disposition.Length && Disposition[at] != '"'; at++)
        {
            if (Disposition[at] == '\\' && at + 1 < Disposition.Length && Disposition[at + 1] is '"' or '\\')
            {
                at++;
            }

            value.Append(Disposition[at]);
        }

        end = at < Disposition.Length ? Disposition.IndexOf(';', at) : -1;
        return value.ToString();
    }

    // What is no UTF-8 is taken for Latin-1, as the service does: the name is wrong, and a test sees that.
    private static string Decode(string bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.Latin1.GetBytes(bytes));
        }
        catch (DecoderFallbackException)
        {
            return bytes;
        }
    }
}
