using System;
using System.Collections.Generic;

namespace LlamaCloud;

/// <summary>Where the service tells that a job's status has changed. Headers and secret are sent, and shown nowhere.</summary>
public sealed class ClassifyWebhook
{
    /// <summary>Takes what is secret with the rest.</summary>
    /// <param name="url">The address that is told.</param>
    /// <param name="headers">Headers that it is sent; null for none.</param>
    /// <param name="signingSecret">What deliveries are signed with (HMAC-SHA256, header <c>LC-Signature</c>); null for none.</param>
    public ClassifyWebhook(Uri url, IReadOnlyDictionary<string, string>? headers = null, string? signingSecret = null)
    {
        Url = url ?? throw new ArgumentNullException(nameof(url));
        Headers = headers ?? new Dictionary<string, string>();
        SigningSecret = signingSecret;
    }

    /// <summary>The events that are told, such as <c>classify.success</c>; empty for all.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary><c>string</c> or <c>json</c>; null for the service's own choice.</summary>
    public string? OutputFormat { get; init; }

    internal Uri Url { get; }

    internal IReadOnlyDictionary<string, string> Headers { get; }

    internal string? SigningSecret { get; }

    /// <summary>The host that is told: the rest of an address may be a secret too.</summary>
    public override string ToString() => Url.Host;
}
