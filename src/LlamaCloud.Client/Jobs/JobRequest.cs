using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace LlamaCloud;

/// <summary>
/// A job to be created: what every product needs to know. What is wrong with it is known before it is sent: <see cref="JobCheck"/>.
/// </summary>
public abstract class JobRequest
{
    private protected JobRequest()
    {
    }

    /// <summary>The document: a file, <c>dfl-...</c>, or, where the product takes one, a parse job, <c>pjb-...</c>.</summary>
    public string FileInput { get; set; } = string.Empty;

    /// <summary>
    /// Whether the document was uploaded for this one job, so that a job that is found with it can be no other. A product without
    /// transaction ids finds out by it what became of an attempt of unknown outcome.
    /// </summary>
    public bool HasFreshDocument { get; set; }

    /// <summary>Which pages of the document count, <c>1,3,5-7</c>; null for all.</summary>
    public string? TargetPages { get; set; }

    /// <summary>A saved configuration, <c>cfg-...</c>, in place of one given here; null for none.</summary>
    public string? ConfigurationId { get; set; }

    /// <summary>
    /// What makes creating the job repeatable, where the product has it: used again in the same project, it answers the first
    /// job, whatever else is asked for. Null takes a fresh one.
    /// </summary>
    public string? TransactionId { get; set; }

    /// <summary>Whom the service tells; empty for nobody.</summary>
    public IReadOnlyList<JobWebhook> Webhooks { get; set; } = [];

    /// <summary>Saved webhooks, <c>whc-...</c>, at most four; empty for none.</summary>
    public IReadOnlyList<string> WebhookConfigurationIds { get; set; } = [];

    /// <summary>What saved configurations of the product are for, such as <c>classify_v2</c>; empty where it has none.</summary>
    internal virtual string ProductType => string.Empty;

    /// <summary>The job as it is sent.</summary>
    /// <param name="transactionId">Its transaction id; null for none.</param>
    internal byte[] ToJson(string? transactionId) => Write(json =>
    {
        WriteJob(json);
        WriteText(json, "transaction_id", transactionId);
        WriteTexts(json, "webhook_configuration_ids", WebhookConfigurationIds);
        JobWebhook.Write(json, Webhooks);
    });

    /// <summary>What it does with documents, as a saved configuration with a name.</summary>
    internal byte[] ToConfigurationJson(string name) => Write(json =>
    {
        json.WriteString("name", name);
        json.WriteStartObject("parameters");
        json.WriteString("product_type", ProductType);
        WriteConfiguration(json);
        json.WriteEndObject();
    });

    /// <summary>Writes the fields of the configuration: what is done with the document.</summary>
    private protected abstract void WriteConfiguration(Utf8JsonWriter json);

    /// <summary>Writes the document and what is done with it.</summary>
    private protected virtual void WriteJob(Utf8JsonWriter json)
    {
        json.WriteString("file_input", FileInput);
        if (ConfigurationId is not null)
        {
            json.WriteString("configuration_id", ConfigurationId);
            return;
        }

        json.WriteStartObject("configuration");
        WriteConfiguration(json);
        json.WriteEndObject();
    }

    /// <summary>Writes a text that is there.</summary>
    internal static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>Writes texts that are there.</summary>
    internal static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
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

    /// <summary>Pages as they are sent: without the spaces between them.</summary>
    private protected static void WritePages(Utf8JsonWriter json, string? pages) =>
        WriteText(json, "target_pages", pages?.Replace(" ", string.Empty));

    /// <summary>Writes a number that is there.</summary>
    private protected static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is int number)
        {
            json.WriteNumber(name, number);
        }
    }

    /// <summary>An object with these fields.</summary>
    internal static byte[] Write(Action<Utf8JsonWriter> fields)
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
}
