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

    // Beyond this a body is not parsed to find its secrets: its beginning is looked at as text.
    private const int LongestParsed = 256 * 1024;

    public static string Describe(ServiceRequest request, Uri address, HttpResponseMessage response, byte[] body, LlamaCloudClientOptions options)
    {
        StringBuilder text = new();
        text.Append("> ").Append(request.Method.Method).Append(' ').Append(Redaction.Address(address)).Append('\n');
        AppendHeaders(text, "> ", response.RequestMessage?.Headers, options.Redaction);
        AppendBody(text, "> ", request.Body ?? [], options.Redaction);
        text.Append("< ").Append((int)response.StatusCode).Append(' ').Append(options.Redaction.Foreign(response.ReasonPhrase)).Append('\n');
        AppendHeaders(text, "< ", response.Headers, options.Redaction);
        AppendHeaders(text, "< ", response.Content.Headers, options.Redaction);
        AppendBody(text, "< ", body, options.Redaction);
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

        string shown = redaction.Body(body.Length <= LongestParsed ? body : body.AsSpan(0, LongestBody).ToArray());
        bool isCut = body.Length > LongestParsed || shown.Length > LongestBody;
        string beginning = shown.Length > LongestBody ? shown.Substring(0, LongestBody) : shown;
        text.Append(prefix).Append(new string([.. beginning.Select(c => char.IsControl(c) ? ' ' : c)])).Append(isCut ? $"... ({body.Length} bytes)" : string.Empty).Append('\n');
    }
}
