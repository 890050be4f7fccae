using System;
using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>A file that the service keeps.</summary>
public sealed class LlamaCloudFile : ServiceObject
{
    [JsonConstructor]
    internal LlamaCloudFile()
    {
    }

    /// <summary>The file's id: <c>dfl-...</c>, of older files a bare UUID.</summary>
    [JsonInclude]
    public string Id { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Its name, with the extension.</summary>
    [JsonInclude]
    public string Name { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The project that it belongs to.</summary>
    [JsonInclude]
    public string ProjectId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Its id in another system, given with the upload; null without one.</summary>
    [JsonInclude]
    public string? ExternalFileId { get; internal set; }

    /// <summary>What it is, as an extension without a dot (<c>pdf</c>); null when the service does not say.</summary>
    [JsonInclude]
    public string? FileType { get; internal set; }

    /// <summary>
    /// What it is for: <c>user_data</c>, <c>parse</c>, <c>extract</c>, <c>split</c>, <c>classify</c>, <c>sheet</c>,
    /// <c>agent_app</c>, or what the service adds; null when it does not say.
    /// </summary>
    [JsonInclude]
    public string? Purpose { get; internal set; }

    /// <summary>When it was last changed; null when the service does not say.</summary>
    [JsonInclude]
    public DateTimeOffset? LastModifiedAt { get; internal set; }

    /// <summary>When the service may remove it; null when it does not expire.</summary>
    [JsonInclude]
    public DateTimeOffset? ExpiresAt { get; internal set; }

    // Whoever has this address has the file, so it is not among what can be shown or written somewhere. Whatever its shape:
    // nothing here needs it.
    [JsonInclude]
    internal object? DownloadUrl { get; set; }

    /// <summary>The id, under the name that commands take it by.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.file_id")]
    public string FileId => Id;

    /// <summary>The file's id.</summary>
    public override string ToString() => Id;
}
