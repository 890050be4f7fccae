using System.Collections.Generic;
using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>What one step of one job used.</summary>
public sealed class LlamaCloudUsageRecord : ServiceObject
{
    [JsonConstructor]
    internal LlamaCloudUsageRecord()
    {
    }

    /// <summary>The id of the record, a UUID.</summary>
    [JsonInclude]
    public string Id { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The job, or the file, that it is about, by its id.</summary>
    [JsonInclude]
    [JsonPropertyName("event_aggregation_key")]
    public string JobId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What the job's document is, such as <c>pdf</c>.</summary>
    [JsonInclude]
    public string EventAggregationType { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What was done, such as <c>pages_parsed</c>.</summary>
    [JsonInclude]
    public string EventType { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The credits; null until they are billed.</summary>
    [JsonInclude]
    public double? Credits { get; internal set; }

    /// <summary>How much was done, in the units of the event, such as pages; null only if the service does not say.</summary>
    [JsonInclude]
    public long? Value { get; internal set; }

    /// <summary>The day in UTC, <c>2026-09-01</c>: a text that sorts by time.</summary>
    [JsonInclude]
    public string Day { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The project, a UUID.</summary>
    [JsonInclude]
    public string ProjectId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The project's name, where the caller knows it; else null.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.project_name")]
    public string? ProjectName { get; set; }

    /// <summary>The organization, a UUID.</summary>
    [JsonInclude]
    public string OrganizationId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whose key it was.</summary>
    [JsonInclude]
    public string UserId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What else is known of it, by the names on the wire; empty for nothing.</summary>
    [JsonInclude]
    public Dictionary<string, object?> Properties
    {
        get;
        internal set => field = value is null ? new FieldMap() : new FieldMap(value);
    } = new FieldMap();

    /// <summary>The tags that it is attributed by; null for none.</summary>
    [JsonInclude]
    public IReadOnlyList<string>? UsageTags
    {
        get;
        internal set => field = value is null ? null : new ShownList<string>(value);
    }

    /// <summary>The id of the job.</summary>
    public override string ToString() => JobId;
}
