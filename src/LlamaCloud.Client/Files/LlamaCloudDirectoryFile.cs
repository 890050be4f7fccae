using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>A file in a directory of the service.</summary>
public sealed class LlamaCloudDirectoryFile : ServiceObject
{
    /// <summary>The field of <see cref="Metadata"/> that says where on the uploader's machine the file came from.</summary>
    public const string SourcePathField = "llamacloud_source_path";

    [JsonConstructor]
    internal LlamaCloudDirectoryFile()
    {
    }

    /// <summary>The id of its place in the directory, by which the results of a batch name it.</summary>
    [JsonInclude]
    public string Id { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Its name, with the extension.</summary>
    [JsonInclude]
    public string DisplayName { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What tells it from the other files of the directory: the uploader's choice.</summary>
    [JsonInclude]
    public string UniqueId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The id of the file itself, <c>dfl-...</c>; null while the service has none.</summary>
    [JsonInclude]
    public string? FileId { get; internal set; }

    /// <summary>The directory that it is in, <c>dir-...</c>.</summary>
    [JsonInclude]
    public string DirectoryId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The project that it belongs to.</summary>
    [JsonInclude]
    public string ProjectId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What is noted on it, as <see cref="ServiceObject.AdditionalProperties"/> has values.</summary>
    [JsonInclude]
    public Dictionary<string, object?> Metadata
    {
        get;
        internal set => field = value is null ? new FieldMap() : new FieldMap(value);
    } = new FieldMap();

    /// <summary>When it came into the directory; null when the service does not say.</summary>
    [JsonInclude]
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it was last changed; null when the service does not say.</summary>
    [JsonInclude]
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>When it was taken out of the directory; null while it is there.</summary>
    [JsonInclude]
    public DateTimeOffset? DeletedAt { get; internal set; }

    // Whoever has this address has the file, so it is not among what can be shown or written somewhere.
    [JsonInclude]
    internal object? DownloadUrl { get; set; }

    // This is not on the wire. Without a name of its own there, a later field of that name would be dropped.

    /// <summary>The whole path that it was uploaded from, on the machine of whoever did; null when nobody noted it.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.source_path")]
    public string? SourcePath => Metadata.TryGetValue(SourcePathField, out object? path) ? path as string : null;

    /// <summary>Its name.</summary>
    public override string ToString() => DisplayName;
}
