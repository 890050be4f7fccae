using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;

namespace LlamaCloud.Http;

/// <summary>A request and its answer as lines of text for a debug stream, without secrets.</summary>
internal static class Exchange
{
    private const int LongestBody = 16 * 1024;

    // What is in a file is its reader's.
    private const int LongestContents = 2 * 1024;

    /// <summary>How much of a body has to be at hand: more than is shown, so that no secret or long text is cut where it ends.</summary>
    public const int LongestRecorded = 1024 * 1024;

    /// <summary>Puts one into words.</summary>
    /// <param name="request">The request.</param>
    /// <param name="address">Where it went.</param>
    /// <param name="response">The answer.</param>
    /// <param name="body">As much of the answer's body as there is at hand.</param>
    /// <param name="isFile">Whether that is the contents of a file.</param>
    /// <param name="redaction">What knows the secrets.</param>
    public static string Describe(
        ServiceRequest request, Uri address, HttpResponseMessage response, byte[] body, bool isFile, Redaction redaction)
    {
        StringBuilder text = new();
        text.Append("> ").Append(request.Method.Method).Append(' ').Append(request.Shown(address, redaction)).Append('\n');
        AppendHeaders(text, "> ", response.RequestMessage?.Headers, redaction);
        AppendBody(text, "> ", request.Body?.ForShow ?? [], LongestBody, redaction);
        text.Append("< ").Append((int)response.StatusCode).Append(' ').Append(redaction.Foreign(response.ReasonPhrase)).Append('\n');
        AppendHeaders(text, "< ", response.Headers, redaction);
        AppendHeaders(text, "< ", response.Content.Headers, redaction);
        // What another host answers is the contents of a file, or repeats what its address was signed with.
        AppendBody(text, "< ", request.Elsewhere is null ? body : [], isFile ? LongestContents : LongestBody, redaction);
        return text.ToString().TrimEnd('\n');
    }

    private static void AppendHeaders(
        StringBuilder text, string prefix, IEnumerable<KeyValuePair<string, IEnumerable<string>>>? headers, Redaction redaction)
    {
        foreach (KeyValuePair<string, IEnumerable<string>> header in headers ?? [])
        {
            string? value = redaction.Foreign(
                redaction.Header(header.Key, string.Join(header.Key == "User-Agent" ? " " : ", ", header.Value)));
            text.Append(prefix).Append(header.Key).Append(": ").Append(value).Append('\n');
        }
    }

    private static void AppendBody(StringBuilder text, string prefix, byte[] body, int most, Redaction redaction)
    {
        if (body.Length == 0)
        {
            return;
        }

        string shown = Redaction.Beginning(redaction.Body(body.AsMemory(0, Math.Min(body.Length, LongestRecorded))), most);
        text.Append(prefix).Append(new string([.. shown.Select(c => char.IsControl(c) ? ' ' : c)])).Append('\n');
    }
}
