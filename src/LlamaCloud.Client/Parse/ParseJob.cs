using System.Collections.Generic;
using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>
/// A parse job: one document that becomes Markdown, text, tables and images. Its results are read by <see cref="ParseClient"/>.
/// </summary>
public sealed class ParseJob : LlamaCloudJob
{
    /// <summary>
    /// The tag that carries the transaction id. The service has none for parse jobs, but gives tags back with every job, so that a
    /// job is found again by it.
    /// </summary>
    public const string TransactionTag = "llamacloud_transaction_id";

    [JsonConstructor]
    internal ParseJob()
    {
    }

    /// <summary>The name that the service shows the job by, mostly that of its file; null when it has none.</summary>
    [JsonInclude]
    public string? Name { get; internal set; }

    /// <summary>
    /// How thoroughly the document was read: <c>fast</c>, <c>cost_effective</c>, <c>agentic</c>, <c>agentic_plus</c>, or what the service
    /// adds.
    /// </summary>
    [JsonInclude]
    public string? Tier { get; internal set; }

    /// <summary>The tags that the job was created with.</summary>
    [JsonInclude]
    public Dictionary<string, object?> UserMetadata { get; internal set => field = value is null ? new FieldMap() : new FieldMap(value); } =
        new FieldMap();

    /// <summary>What the job has cost; null unless it was asked for (<c>expand=usage</c>).</summary>
    [JsonInclude]
    public ParseJobUsage? Usage { get; internal set; }

    // Not public: piped to another product's command, it would be taken for the transaction id of that product's job.
    internal string? TransactionId => UserMetadata.TryGetValue(TransactionTag, out object? mark) ? mark as string : null;

    // This is not on the wire. Without a name of their own there, a later field of that name would be dropped.

    /// <summary>The credits that were billed; null while nobody knows, and unless they were asked for.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.credits")]
    public double? Credits => Usage?.Credits;
}
