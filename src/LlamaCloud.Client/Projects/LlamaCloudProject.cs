using System;
using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>A project: what files, jobs and configurations belong to.</summary>
public sealed class LlamaCloudProject : ServiceObject
{
    [JsonConstructor]
    internal LlamaCloudProject()
    {
    }

    /// <summary>The project's id, a UUID.</summary>
    [JsonInclude]
    public string Id { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The name that people know it by.</summary>
    [JsonInclude]
    public string Name { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The organization that it belongs to, a UUID.</summary>
    [JsonInclude]
    public string OrganizationId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whether it is the one that its organization uses where no project is named.</summary>
    [JsonInclude]
    public bool IsDefault { get; internal set; }

    /// <summary>When it was made; null where the service does not say.</summary>
    [JsonInclude]
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it was last changed; null where the service does not say.</summary>
    [JsonInclude]
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The id, under the name that commands take it by.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.project_id")]
    public string ProjectId => Id;

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
