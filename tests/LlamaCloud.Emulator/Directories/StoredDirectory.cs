using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace LlamaCloud.Emulator.Directories;

/// <summary>A directory.</summary>
/// <param name="Id">Its id, <c>dir-...</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="ProjectId">The project that has it.</param>
/// <param name="Type"><c>user</c> or <c>ephemeral</c>.</param>
public sealed record StoredDirectory(string Id, string Name, string ProjectId, string Type)
{
    // A directory that the service removes by itself says so long before.
    private static readonly TimeSpan s_life = TimeSpan.FromDays(1);

    /// <summary>What it is for, in words.</summary>
    public string? Description { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    internal JsonObject Describe() => new()
    {
        ["id"] = Id,
        ["created_at"] = Timestamps.Text(CreatedAt),
        ["updated_at"] = Timestamps.Text(CreatedAt),
        ["project_id"] = ProjectId,
        ["name"] = Name,
        ["description"] = Description,
        ["type"] = Type,
        ["connector_subscription_id"] = null,
        ["expires_at"] = Type == "ephemeral" ? Timestamps.Text(CreatedAt + s_life) : null,
        ["system_metadata"] = null,
        ["deleted_at"] = null,
    };
}

/// <summary>A file in a directory.</summary>
/// <param name="Id">The id of its place there.</param>
/// <param name="Directory">The directory.</param>
/// <param name="UniqueId">What tells it from the others.</param>
/// <param name="DisplayName">Its name.</param>
/// <param name="FileId">The file.</param>
/// <param name="Metadata">What is noted on it.</param>
/// <param name="CreatedAt">When it came.</param>
public sealed record DirectoryEntry(
    string Id, StoredDirectory Directory, string UniqueId, string DisplayName, string FileId, IReadOnlyDictionary<string, string> Metadata, DateTimeOffset CreatedAt)
{
    /// <summary>When it was taken out; null while it is there.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    internal JsonObject Describe()
    {
        JsonObject metadata = [];
        foreach ((string name, string value) in Metadata)
        {
            metadata[name] = value;
        }

        return new JsonObject
        {
            ["id"] = Id,
            ["created_at"] = Timestamps.Text(CreatedAt),
            ["updated_at"] = Timestamps.Text(DeletedAt ?? CreatedAt),
            ["project_id"] = Directory.ProjectId,
            ["directory_id"] = Directory.Id,
            ["unique_id"] = UniqueId,
            ["display_name"] = DisplayName,
            ["file_id"] = FileId,
            ["metadata"] = metadata,
            ["deleted_at"] = DeletedAt is DateTimeOffset end ? Timestamps.Text(end) : null,
            ["download_url"] = null,
        };
    }
}
