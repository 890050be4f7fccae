using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>Which jobs a list is of; what is not set does not matter.</summary>
public sealed record ClassifyJobFilter
{
    /// <summary>Jobs with these ids; empty for any.</summary>
    public IReadOnlyCollection<string> JobIds { get; init; } = [];

    /// <summary>Jobs with this status, as the service spells it; null for any.</summary>
    public string? Status { get; init; }

    /// <summary>Jobs that were made from this saved configuration, <c>cfg-...</c>; null for any.</summary>
    public string? ConfigurationId { get; init; }

    /// <summary>Jobs that were created then or later; null for any.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Jobs that were created then or earlier; null for any.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>The same with its ids as they are sent.</summary>
    /// <exception cref="ArgumentException">One cannot be an id (see <see cref="ResourceId"/>).</exception>
    internal ClassifyJobFilter Check() => this with
    {
        JobIds = [.. JobIds.Select(id => ResourceId.Check(id, nameof(JobIds)))],
        ConfigurationId = string.IsNullOrWhiteSpace(ConfigurationId) ? null : ResourceId.Check(ConfigurationId, nameof(ConfigurationId)),
    };

    internal ServiceRequest AddTo(ServiceRequest request)
    {
        foreach (string id in JobIds)
        {
            request.QueryExactly("job_ids", id);
        }

        return request
            .Query("status", Status)
            .Query("configuration_id", ConfigurationId)
            .Query("created_at_on_or_after", Text(CreatedAfter))
            .Query("created_at_on_or_before", Text(CreatedBefore));
    }

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
