using System;
using System.Collections.Generic;

namespace LlamaCloud;

/// <summary>What a saved webhook is to be, or what is to change of it. Address, headers and secret are sent, and shown nowhere.</summary>
public sealed class WebhookSettings
{
    /// <summary>Takes what is secret; null for what is left out.</summary>
    /// <param name="url">The address that is told.</param>
    /// <param name="headers">Headers that it is sent; empty for none any more.</param>
    /// <param name="signingSecret">What deliveries are signed with (HMAC-SHA256, header <c>LC-Signature</c>).</param>
    public WebhookSettings(Uri? url = null, IReadOnlyDictionary<string, string>? headers = null, string? signingSecret = null)
    {
        Url = url;
        Headers = headers;
        SigningSecret = signingSecret;
    }

    /// <summary>The events that are told, such as <c>parse.success</c>; empty for all, null to leave them out.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary><c>string</c> or <c>json</c>; null to leave it out.</summary>
    public string? OutputFormat { get; init; }

    internal Uri? Url { get; }

    internal IReadOnlyDictionary<string, string>? Headers { get; }

    internal string? SigningSecret { get; }

    /// <summary>The host that is told; empty without an address.</summary>
    public override string ToString() => Url?.Host ?? string.Empty;

    internal byte[] ToJson() => JobRequest.Write(json => JobWebhook.WriteFields(json, Url, Events, Headers, OutputFormat, SigningSecret));
}
