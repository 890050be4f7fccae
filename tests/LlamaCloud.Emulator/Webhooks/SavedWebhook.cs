using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace LlamaCloud.Emulator.Webhooks;

/// <summary>A saved webhook, or one that came with a job.</summary>
/// <param name="Id">Its id, <c>whc-...</c>.</param>
/// <param name="ProjectId">The project that has it.</param>
/// <param name="Fields">What it is, by the names on the wire, with its secret.</param>
public sealed record SavedWebhook(string Id, string ProjectId, JsonObject Fields)
{
    /// <summary>The address that it tells.</summary>
    public Uri Url => new((string)Fields["webhook_url"]!);

    /// <summary>What it signs with; null for nothing.</summary>
    public string? Secret => (string?)Fields["webhook_signing_secret"];

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was created or changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    internal IEnumerable<KeyValuePair<string, string>> Headers =>
        Fields["webhook_headers"] is JsonObject headers ? headers.Select(header => KeyValuePair.Create(header.Key, (string)header.Value!))
            : [];

    internal bool IsJson => (string?)Fields["webhook_output_format"] == "json";

    internal bool Wants(string name) => Fields["webhook_events"] is not JsonArray events || events.Any(one => (string?)one == name);

    internal JsonObject Describe() => new()
    {
        ["id"] = Id,
        ["created_at"] = Timestamps.Text(CreatedAt),
        ["updated_at"] = Timestamps.Text(UpdatedAt),
        ["tenant_type"] = "project",
        ["tenant_id"] = ProjectId,
        ["webhook_url"] = Fields["webhook_url"]!.DeepClone(),
        ["has_secret"] = Secret is not null,
        ["webhook_headers"] = Fields["webhook_headers"]?.DeepClone(),
        ["webhook_events"] = Fields["webhook_events"]?.DeepClone(),
        ["webhook_output_format"] = Fields["webhook_output_format"]?.DeepClone(),
    };
}
