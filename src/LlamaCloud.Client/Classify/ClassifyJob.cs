using System;
using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>A classify job: one document, the rules it is held against, and which of them it matched.</summary>
public sealed class ClassifyJob : ServiceObject
{
    [JsonConstructor]
    internal ClassifyJob()
    {
    }

    /// <summary>The job's id, <c>clj-...</c>.</summary>
    [JsonInclude]
    public string Id { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>
    /// <c>PENDING</c>, <c>RUNNING</c>, <c>COMPLETED</c>, <c>FAILED</c> or <c>CANCELLED</c>, as the service spells it. The
    /// service adds values, so others are possible.
    /// </summary>
    [JsonInclude]
    public string Status { get; internal set => field = value ?? string.Empty; } = string.Empty;

    // These three are not on the wire. Without a name of their own there, a later field of that name would be dropped.

    /// <summary>The type of the rule that matched; null when none did, and while there is no result.</summary>
    [JsonIgnore]
    [JsonPropertyName("result.type")]
    public string? Type => Result?.Type;

    /// <summary>How sure the service is, from 0.0 to 1.0; null while there is no result.</summary>
    [JsonIgnore]
    [JsonPropertyName("result.confidence")]
    public double? Confidence => Result?.Confidence;

    /// <summary>Why the document matched the rule, or none; null while there is no result.</summary>
    [JsonIgnore]
    [JsonPropertyName("result.reasoning")]
    public string? Reasoning => Result?.Reasoning;

    /// <summary>The id of the document: a file, <c>dfl-...</c>, or a parse job, <c>pjb-...</c>.</summary>
    [JsonInclude]
    public string FileInput { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What <see cref="FileInput"/> is: <c>url</c>, <c>file_id</c> or <c>parse_job_id</c>.</summary>
    [JsonInclude]
    public string DocumentInputType { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The project that the job belongs to.</summary>
    [JsonInclude]
    public string ProjectId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The user who created the job.</summary>
    [JsonInclude]
    public string UserId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The rules and settings the job was created with; null only if the service left them out.</summary>
    [JsonInclude]
    public ClassifyConfiguration? Configuration { get; internal set; }

    /// <summary>The saved configuration it was created from, <c>cfg-...</c>; null when the rules were given with the job.</summary>
    [JsonInclude]
    public string? ConfigurationId { get; internal set; }

    /// <summary>The outcome; null unless <see cref="Status"/> is <c>COMPLETED</c>.</summary>
    [JsonInclude]
    public ClassifyResult? Result { get; internal set; }

    /// <summary>Why the job failed; null when it did not.</summary>
    [JsonInclude]
    public string? ErrorMessage { get; internal set; }

    /// <summary>The parse job that read the document; null when there is none.</summary>
    [JsonInclude]
    public string? ParseJobId { get; internal set; }

    /// <summary>The key that made creating the job repeatable; null when it was created without one.</summary>
    [JsonInclude]
    public string? TransactionId { get; internal set; }

    /// <summary>When the job was created; null when the service does not say, or not so that it can be read.</summary>
    [JsonInclude]
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the job last changed; null when the service does not say, or not so that it can be read.</summary>
    [JsonInclude]
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The job's id.</summary>
    public override string ToString() => Id;
}
