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

    /// <summary>How much of a body has to be at hand: more than is shown, so that no secret or long text is cut where it ends.</summary>
    public const int LongestRecorded = 1024 * 1024;

    public static string Describe(ServiceRequest request, Uri address, HttpResponseMessage response, byte[] body, LlamaCloudClientOptions options)
    {
        StringBuilder text = new();
        text.Append("> ").Append(request.Method.Method).Append(' ').Append(request.Shown(address, options.Redaction)).Append('\n');
        AppendHeaders(text, "> ", response.RequestMessage?.Headers, options.Redaction);
        AppendBody(text, "> ", request.Body?.ForShow ?? [], options.Redaction);
        text.Append("< ").Append((int)response.StatusCode).Append(' ').Append(options.Redaction.Foreign(response.ReasonPhrase)).Append('\n');
        AppendHeaders(text, "< ", response.Headers, options.Redaction);
        AppendHeaders(text, "< ", response.Content.Headers, options.Redaction);
        // What another host answers is the contents of a file, or repeats what its address was signed with.
        AppendBody(text, "< ", request.Elsewhere is null ? body : [], options.Redaction);
        return text.ToString().TrimEnd('\n');
    }

    private static void AppendHeaders(StringBuilder text, string prefix, IEnumerable<KeyValuePair<string, IEnumerable<string>>>? headers, Redaction redaction)
    {
        foreach (KeyValuePair<string, IEnumerable<string>> header in headers ?? [])
        {
            string? value = redaction.Foreign(redaction.Header(header.Key, string.Join(header.Key == "User-Agent" ? " " : ", ", header.Value)));
            text.Append(prefix).Append(header.Key).Append(": ").Append(value).Append('\n');
        }
    }

    private static void AppendBody(StringBuilder text, string prefix, byte[] body, Redaction redaction)
    {
        if (body.Length == 0)
        {
            return;
        }

        string shown = redaction.Body(body.Length <= LongestRecorded ? body : body.AsSpan(0, LongestRecorded).ToArray());
        string beginning = shown.Length <= LongestBody ? shown : $"{shown.Substring(0, LongestBody)}...";
        text.Append(prefix).Append(new string([.. beginning.Select(c => char.IsControl(c) ? ' ' : c)])).Append('\n');
    }
}
