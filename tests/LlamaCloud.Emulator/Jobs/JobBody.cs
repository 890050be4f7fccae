using System.Text.Json.Nodes;
using LlamaCloud.Emulator.Webhooks;

namespace LlamaCloud.Emulator.Jobs;

/// <summary>The body of a create, checked.</summary>
/// <param name="Document">The document.</param>
/// <param name="Settings">What to do with it; null when a saved configuration says so.</param>
/// <param name="ConfigurationId">The saved configuration.</param>
/// <param name="TransactionId">By which a second create is known to be the first one.</param>
internal sealed record JobBody(string Document, JsonObject? Settings, string? ConfigurationId, string? TransactionId)
{
    /// <summary>Whether the document is an address of the web.</summary>
    public bool IsAddress { get; init; }

    /// <summary>Reads it. Null when something is wrong, which <paramref name="body"/> then tells.</summary>
    public static JobBody? Read(BodyField body, JobKind kind)
    {
        if (body.Problems.Count > 0)
        {
            return null;
        }

        BodyField inline = body["configuration"].OrNull();
        BodyField saved = body["configuration_id"].OrNull();
        // Of a product that has no saved ones the field is not known, and passed over.
        bool mayBeSaved = kind.ProductType.Length > 0;
        if (mayBeSaved && inline.IsThere == saved.IsThere)
        {
            body.Refuse("Value error, Provide exactly one of configuration or configuration_id", "value_error");
        }

        string? document = body[kind.DocumentField].Required().Text(1, 200);
        JobBody request = new(
            document ?? string.Empty,
            inline.IsThere || !mayBeSaved ? kind.ReadSettings(inline) : null,
            mayBeSaved ? saved.Text() : null,
            kind.HasTransactions ? body["transaction_id"].OrNull().Text(0, 255) : null);
        CheckWebhooks(body);
        return body.Problems.Count == 0 ? request : null;
    }

    // Nothing of this is told again: there are secrets in it.
    internal static void CheckWebhooks(BodyField body)
    {
        foreach (BodyField id in body["webhook_configuration_ids"].OrNull().Items(most: 4))
        {
            id.Text();
        }

        foreach (BodyField webhook in body["webhook_configurations"].OrNull().Items())
        {
            WebhookFields.Check(webhook);
        }
    }
}
