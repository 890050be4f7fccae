using System;
using System.Collections.Generic;
using System.Text.Json;

namespace LlamaCloud;

/// <summary>Where the service tells that a job's status has changed. Headers and secret are sent, and shown nowhere.</summary>
public sealed class JobWebhook
{
    /// <summary>Takes what is secret with the rest.</summary>
    /// <param name="url">The address that is told.</param>
    /// <param name="headers">Headers that it is sent; null for none.</param>
    /// <param name="signingSecret">What deliveries are signed with (HMAC-SHA256, header <c>LC-Signature</c>); null for none.</param>
    public JobWebhook(Uri url, IReadOnlyDictionary<string, string>? headers = null, string? signingSecret = null)
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

    /// <summary>Writes the webhooks of a job, or nothing where there are none.</summary>
    internal static void Write(Utf8JsonWriter json, IReadOnlyList<JobWebhook> webhooks)
    {
        if (webhooks.Count == 0)
        {
            return;
        }

        json.WriteStartArray("webhook_configurations");
        foreach (JobWebhook webhook in webhooks)
        {
            webhook.Write(json);
        }

        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("webhook_url", Url.OriginalString);
        JobRequest.WriteTexts(json, "webhook_events", Events);
        if (Headers.Count > 0)
        {
            json.WriteStartObject("webhook_headers");
            foreach (KeyValuePair<string, string> header in Headers)
            {
                json.WriteString(header.Key, header.Value);
            }

            json.WriteEndObject();
        }

        if (OutputFormat is not null)
        {
            json.WriteString("webhook_output_format", OutputFormat);
        }

        if (SigningSecret is not null)
        {
            json.WriteString("webhook_signing_secret", SigningSecret);
        }

        json.WriteEndObject();
    }
}
