using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>A split job: one document, the categories of its parts, and where these are.</summary>
public sealed class SplitJob : DocumentJob
{
    [JsonConstructor]
    internal SplitJob()
    {
    }

    // This is not on the wire. Without a name of its own there, a later field of that name would be dropped.

    /// <summary>How many parts were found; null while there is no result.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.segment_count")]
    public int? SegmentCount => Result?.Segments.Count;

    /// <summary>The user who created the job.</summary>
    [JsonInclude]
    public string UserId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The saved configuration it was created from, <c>cfg-...</c>; null when the categories were given with the job.</summary>
    [JsonInclude]
    public string? ConfigurationId { get; internal set; }

    /// <summary>The categories of the parts.</summary>
    [JsonInclude]
    public IReadOnlyList<SplitCategory> Categories
    {
        get;
        internal set => field = NewCategories(value);
    } = NewCategories(null);

    /// <summary>How the document is split; null only if the service left it out.</summary>
    [JsonInclude]
    public SplitStrategy? SplittingStrategy { get; internal set; }

    /// <summary>The outcome; null unless <see cref="LlamaCloudJob.Status"/> is <c>completed</c>.</summary>
    [JsonInclude]
    public SplitResult? Result { get; internal set; }

    /// <summary>The key that made creating the job repeatable; null when it was created without one.</summary>
    [JsonInclude]
    public string? TransactionId { get; internal set; }

    /// <summary>The parts of the document, each a document for jobs of other products; empty while there is no result.</summary>
    public IReadOnlyList<SplitSegment> GetSegments() =>
        [.. (Result?.Segments ?? []).Select((segment, i) => new SplitSegment(this, segment, i + 1))];

    private static ShownList<SplitCategory> NewCategories(IReadOnlyList<SplitCategory>? all) =>
        WholeList.Of(all, category => category.Name);
}
