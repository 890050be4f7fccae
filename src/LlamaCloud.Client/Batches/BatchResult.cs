using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>What a batch has made of one file of its directory.</summary>
public sealed class BatchResult : ServiceObject
{
    [JsonConstructor]
    internal BatchResult()
    {
    }

    /// <summary>The file: the <see cref="LlamaCloudDirectoryFile.Id"/> of its place in the directory.</summary>
    [JsonInclude]
    public string SourceDirectoryFileId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The id of the job that was made for it, <c>pjb-...</c> or <c>ext-...</c>; null when there is none.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.job_id")]
    public string? JobId => ResourceId.TryParse(JobReference?.Id, out string id, out _) ? id : null;

    /// <summary>What the service says about a file that has no job; null when it says nothing.</summary>
    [JsonInclude]
    public string? ErrorMessage { get; internal set; }

    [JsonInclude]
    internal BatchJobReference? JobReference { get; set; }
}

/// <summary>Which job was made for a file.</summary>
internal sealed class BatchJobReference
{
    [JsonInclude]
    public string? Type { get; internal set; }

    [JsonInclude]
    public string? Id { get; internal set; }
}
