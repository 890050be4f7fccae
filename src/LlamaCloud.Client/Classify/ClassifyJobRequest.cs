using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace LlamaCloud;

/// <summary>A classify job to be created. What is wrong with it is known before it is sent: <see cref="ClassifyJobCheck"/>.</summary>
public sealed record ClassifyJobRequest
{
    /// <summary>The document: a file, <c>dfl-...</c>, or a parse job, <c>pjb-...</c>.</summary>
    public string FileInput { get; init; } = string.Empty;

    /// <summary>The rules; empty with a <see cref="ConfigurationId"/>.</summary>
    public IReadOnlyList<ClassifyRule> Rules { get; init; } = [];

    /// <summary>The document's language, ISO 639-1; null for the service's default, <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>How many pages are read at most; null for all.</summary>
    public int? MaxPages { get; init; }

    /// <summary>Which pages are read, <c>1,3,5-7</c>; null for all.</summary>
    public string? TargetPages { get; init; }

    /// <summary>A saved configuration, <c>cfg-...</c>, in place of the rules and what belongs to them; null for none.</summary>
    public string? ConfigurationId { get; init; }

    /// <summary>
    /// What makes creating the job repeatable: used again in the same project, it answers the first job, whatever else is
    /// asked for. Null takes a fresh one.
    /// </summary>
    public string? TransactionId { get; init; }

    /// <summary>Whom the service tells; empty for nobody.</summary>
    public IReadOnlyList<ClassifyWebhook> Webhooks { get; init; } = [];

    /// <summary>Saved webhooks, <c>whc-...</c>, at most four; empty for none.</summary>
    public IReadOnlyList<string> WebhookConfigurationIds { get; init; } = [];

    internal byte[] ToJson() => Write(json =>
    {
        json.WriteString("file_input", FileInput);
        if (ConfigurationId is null)
        {
            json.WriteStartObject("configuration");
            WriteConfigurationFields(json);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("configuration_id", ConfigurationId);
        }

        json.WriteString("transaction_id", TransactionId);
        WriteTexts(json, "webhook_configuration_ids", WebhookConfigurationIds);
        WriteWebhooks(json);
    });

    /// <summary>The rules and how documents are read, as a saved configuration with a name.</summary>
    internal byte[] ToConfigurationJson(string name) => Write(json =>
    {
        json.WriteString("name", name);
        json.WriteStartObject("parameters");
        json.WriteString("product_type", "classify_v2");
        WriteConfigurationFields(json);
        json.WriteEndObject();
    });

    private static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    private void WriteConfigurationFields(Utf8JsonWriter json)
    {
        json.WriteStartArray("rules");
        foreach (ClassifyRule rule in Rules)
        {
            json.WriteStartObject();
            json.WriteString("type", rule.Type);
            json.WriteString("description", rule.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (Language is null && MaxPages is null && TargetPages is null)
        {
            return;
        }

        json.WriteStartObject("parsing_configuration");
        WriteText(json, "lang", Language?.ToLowerInvariant());
        if (MaxPages is int pages)
        {
            json.WriteNumber("max_pages", pages);
        }

        WriteText(json, "target_pages", TargetPages?.Replace(" ", string.Empty));
        json.WriteEndObject();
    }

    private void WriteWebhooks(Utf8JsonWriter json)
    {
        if (Webhooks.Count == 0)
        {
            return;
        }

        json.WriteStartArray("webhook_configurations");
        foreach (ClassifyWebhook webhook in Webhooks)
        {
            json.WriteStartObject();
            json.WriteString("webhook_url", webhook.Url.OriginalString);
            WriteTexts(json, "webhook_events", webhook.Events);
            if (webhook.Headers.Count > 0)
            {
                json.WriteStartObject("webhook_headers");
                foreach (KeyValuePair<string, string> header in webhook.Headers)
                {
                    json.WriteString(header.Key, header.Value);
                }

                json.WriteEndObject();
            }

            WriteText(json, "webhook_output_format", webhook.OutputFormat);
            WriteText(json, "webhook_signing_secret", webhook.SigningSecret);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
