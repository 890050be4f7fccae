using System;
using System.Text.Json.Serialization;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>A directory of the service: files under one name, over which a batch can go.</summary>
public sealed class LlamaCloudDirectory : ServiceObject
{
    [JsonConstructor]
    internal LlamaCloudDirectory()
    {
    }

    /// <summary>The directory's id, <c>dir-...</c>.</summary>
    [JsonInclude]
    public string Id { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Its name; others may have the same.</summary>
    [JsonInclude]
    public string Name { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The project that it belongs to.</summary>
    [JsonInclude]
    public string ProjectId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What it is for, in words; null without any.</summary>
    [JsonInclude]
    public string? Description { get; internal set; }

    /// <summary>
    /// <c>user</c>, <c>index</c>, <c>ephemeral</c> (the service removes it by itself), or what the service adds; null when it does not say.
    /// </summary>
    [JsonInclude]
    public string? Type { get; internal set; }

    /// <summary>The subscription whose files come into it by themselves; null where files are uploaded.</summary>
    [JsonInclude]
    public string? ConnectorSubscriptionId { get; internal set; }

    /// <summary>When it was made; null when the service does not say.</summary>
    [JsonInclude]
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it was last changed; null when the service does not say.</summary>
    [JsonInclude]
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>When the service may remove it; null when it does not expire.</summary>
    [JsonInclude]
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>When it was removed; null while it is there.</summary>
    [JsonInclude]
    public DateTimeOffset? DeletedAt { get; internal set; }

    /// <summary>The id, under the name that commands take it by.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.directory_id")]
    public string DirectoryId => Id;

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(Rfc3339Converter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(LlamaCloudDirectory))]
[JsonSerializable(typeof(Page<LlamaCloudDirectory>))]
internal sealed partial class DirectoriesJsonContext : JsonSerializerContext;
