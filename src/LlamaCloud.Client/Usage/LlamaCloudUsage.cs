using System.Collections.Generic;
using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>What was used in all: of a day, a project, an event, a tier, or of what these have in common.</summary>
public sealed class LlamaCloudUsage : ServiceObject
{
    [JsonConstructor]
    internal LlamaCloudUsage()
    {
    }

    /// <summary>The day in UTC, <c>2026-09-01</c>: a text that sorts by time. Null when not grouped by it.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.day")]
    public string? Day => Dimension("day");

    /// <summary>The project, a UUID; null when not grouped by it.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.project_id")]
    public string? ProjectId => Dimension("project_id");

    /// <summary>The project's name, where the caller knows it; else null.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.project_name")]
    public string? ProjectName { get; set; }

    /// <summary>What was done, such as <c>pages_parsed</c>; null when not grouped by it.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.event_type")]
    public string? EventType => Dimension("event_type");

    /// <summary>How thoroughly it was done, such as <c>agentic</c>; null when not grouped by it.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.tier")]
    public string? Tier => Dimension("tier");

    /// <summary>The credits; null only if the service does not say.</summary>
    [JsonInclude]
    [JsonPropertyName("total_credits")]
    public double? Credits { get; internal set; }

    /// <summary>How much was done, in the units of its events, such as pages; null only if the service does not say.</summary>
    [JsonInclude]
    [JsonPropertyName("total_value")]
    public long? Value { get; internal set; }

    /// <summary>How many records it is the sum of; null only if the service does not say.</summary>
    [JsonInclude]
    [JsonPropertyName("metric_count")]
    public long? RecordCount { get; internal set; }

    /// <summary>The organization, a UUID, where the caller asked for it; else null.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.organization_id")]
    public string? OrganizationId { get; internal set; }

    /// <summary>What it is the sum of, by the names on the wire: those it is grouped by.</summary>
    [JsonInclude]
    public Dictionary<string, object?> Dimensions
    {
        get;
        internal set => field = value is null ? new FieldMap() : new FieldMap(value);
    } = new FieldMap();

    private string? Dimension(string name) => Dimensions.TryGetValue(name, out object? value) ? value?.ToString() : null;
}
