using System;
using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>What every job of the service has, whatever it does with its document.</summary>
public abstract class LlamaCloudJob : JoinedObject
{
    private protected LlamaCloudJob()
    {
    }

    /// <summary>The job's id; its first letters tell the product.</summary>
    [JsonInclude]
    public string Id { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>
    /// How far it is, as the service spells it. <see cref="JobStatuses"/> knows the words of a product; the service adds
    /// some, so others are possible.
    /// </summary>
    [JsonInclude]
    [JsonConverter(typeof(RepeatedTextConverter))]
    public string Status { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The project that the job belongs to.</summary>
    [JsonInclude]
    [JsonConverter(typeof(RepeatedTextConverter))]
    public string ProjectId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Why the job failed; null when it did not.</summary>
    [JsonInclude]
    public string? ErrorMessage { get; internal set; }

    /// <summary>When the job was created; null when the service does not say, or not so that it can be read.</summary>
    [JsonInclude]
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the job last changed; null when the service does not say, or not so that it can be read.</summary>
    [JsonInclude]
    public DateTimeOffset? UpdatedAt { get; internal set; }

    // These are not on the wire. Without a name of their own there, a later field of that name would be dropped.

    /// <summary>The name of the document's file, where the caller knows it; else null.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.file_name")]
    public string? FileName { get; set; }

    /// <summary>The whole path of the document on the caller's machine; null when it did not come from there.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.source_path")]
    public string? SourcePath { get; set; }

    /// <summary>The id, under the name that commands take it by.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.job_id")]
    public string JobId => Id;

    /// <summary>Another object of the same job, for what is joined to it elsewhere.</summary>
    public LlamaCloudJob Copy() => (LlamaCloudJob)MemberwiseClone();

    /// <summary>The job's id.</summary>
    public override string ToString() => Id;
}
