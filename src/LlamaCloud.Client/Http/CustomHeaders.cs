using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;

namespace LlamaCloud.Http;

/// <summary>The rule for headers that a caller adds to every request.</summary>
internal static class CustomHeaders
{
    private static readonly string[] s_ours = ["Authorization", "Host"];

    /// <summary>Answers a copy of the headers, if all of them can be sent.</summary>
    /// <exception cref="FormatException">One cannot; the message names it and does not show its value.</exception>
    public static IReadOnlyDictionary<string, string> Check(IReadOnlyDictionary<string, string> headers)
    {
        Dictionary<string, string> copy = new(StringComparer.OrdinalIgnoreCase);
        using HttpRequestMessage trial = new();
        foreach (KeyValuePair<string, string> header in headers)
        {
            if (s_ours.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw new FormatException($"The header {header.Key} cannot be set: it is made from the key and the address.");
            }

            // RFC 9110, section 5.5: visible characters, spaces and tabs.
            if (header.Value is null || header.Value.Any(c => c is not '\t' and (< ' ' or > '~')))
            {
                throw new FormatException(
                    $"The header {ResourceId.Show(header.Key)} has a value that cannot be sent: it holds a line break or another "
                        + "character that a header cannot have.");
            }

            if (!CanBeNamed(trial, header.Key))
            {
                throw new FormatException($"The header {ResourceId.Show(header.Key)} cannot be sent with every request.");
            }

            copy[header.Key] = header.Value;
        }

        return copy;
    }

    // What HttpClient takes for the header of a body, or for no name at all, it answers in two ways.
    private static bool CanBeNamed(HttpRequestMessage trial, string name)
    {
        try
        {
            return trial.Headers.TryAddWithoutValidation(name, "x");
        }
        catch (Exception problem) when (problem is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}
