using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>Which jobs a list is of; what is not set does not matter.</summary>
public sealed record JobFilter
{
    /// <summary>Jobs with these ids; empty for any.</summary>
    public IReadOnlyCollection<string> JobIds { get; init; } = [];

    /// <summary>Jobs with this status, in any case; null for any.</summary>
    public string? Status { get; init; }

    /// <summary>Jobs that were made from this saved configuration, <c>cfg-...</c>; null for any. Classify and extract jobs alone.</summary>
    public string? ConfigurationId { get; init; }

    /// <summary>Jobs of this document, a file or a parse job; null for any. Extract jobs alone.</summary>
    public string? FileInput { get; init; }

    /// <summary>Batches over this directory, <c>dir-...</c>; null for any. Batches alone.</summary>
    public string? SourceDirectoryId { get; init; }

    /// <summary>Jobs that were created then or later; null for any.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Jobs that were created then or earlier; null for any.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>What the jobs are to be shown with beside what they always have, such as <c>extract_metadata</c>; empty for nothing.</summary>
    public IReadOnlyCollection<string> Expand { get; init; } = [];

    /// <summary>The same with its ids as they are sent.</summary>
    /// <exception cref="ArgumentException">One cannot be an id (see <see cref="ResourceId"/>).</exception>
    internal JobFilter Check() => this with
    {
        JobIds = [.. JobIds.Select(id => ResourceId.Check(id, nameof(JobIds)))],
        ConfigurationId = Check(ConfigurationId, nameof(ConfigurationId)),
        FileInput = Check(FileInput, nameof(FileInput)),
        SourceDirectoryId = Check(SourceDirectoryId, nameof(SourceDirectoryId)),
    };

    internal ServiceRequest AddTo(ServiceRequest request, JobStatuses statuses)
    {
        foreach (string id in JobIds)
        {
            request.QueryExactly("job_ids", id);
        }

        foreach (string part in Expand)
        {
            request.QueryExactly("expand", part);
        }

        return request
            .Query("status", string.IsNullOrWhiteSpace(Status) ? null : statuses.Spell(Status!))
            .Query("configuration_id", ConfigurationId)
            .Query("file_input", FileInput)
            .Query("source_directory_id", SourceDirectoryId)
            .Query("created_at_on_or_after", Text(CreatedAfter))
            .Query("created_at_on_or_before", Text(CreatedBefore));
    }

    private static string? Check(string? id, string name) => string.IsNullOrWhiteSpace(id) ? null : ResourceId.Check(id, name);

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
