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
        WriteFields(json, Url, Events.Count == 0 ? null : Events, Headers.Count == 0 ? null : Headers, OutputFormat, SigningSecret);
        json.WriteEndObject();
    }

    /// <summary>Writes the fields of a webhook that are not null. No events are all events, which the service knows as null.</summary>
    internal static void WriteFields(
        Utf8JsonWriter json,
        Uri? url,
        IReadOnlyList<string>? events,
        IReadOnlyDictionary<string, string>? headers,
        string? outputFormat,
        string? signingSecret)
    {
        JobRequest.WriteText(json, "webhook_url", url?.OriginalString);
        if (events?.Count == 0)
        {
            json.WriteNull("webhook_events");
        }

        JobRequest.WriteTexts(json, "webhook_events", events ?? []);
        if (headers is not null)
        {
            json.WriteStartObject("webhook_headers");
            foreach (KeyValuePair<string, string> header in headers)
            {
                json.WriteString(header.Key, header.Value);
            }

            json.WriteEndObject();
        }

        JobRequest.WriteText(json, "webhook_output_format", outputFormat);
        JobRequest.WriteText(json, "webhook_signing_secret", signingSecret);
    }
}
