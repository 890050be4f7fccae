using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>A classify job: one document, the rules it is held against, and which of them it matched.</summary>
public sealed class ClassifyJob : DocumentJob
{
    [JsonConstructor]
    internal ClassifyJob()
    {
    }

    // These four are not on the wire. Without a name of their own there, a later field of that name would be dropped.

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

    /// <summary>The credits that were billed; null while nobody knows, and unless they were asked for (<c>expand=usage</c>).</summary>
    [JsonIgnore]
    [JsonPropertyName("usage.credits")]
    public double? Credits => Usage?.Credits;

    /// <summary>What the job has cost; null unless it was asked for (<c>expand=usage</c>).</summary>
    [JsonInclude]
    public ClassifyUsage? Usage { get; internal set; }

    /// <summary>The user who created the job.</summary>
    [JsonInclude]
    [JsonConverter(typeof(RepeatedTextConverter))]
    public string UserId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The rules and settings the job was created with; null only if the service left them out.</summary>
    [JsonInclude]
    public ClassifyConfiguration? Configuration { get; internal set; }

    /// <summary>The saved configuration it was created from, <c>cfg-...</c>; null when the rules were given with the job.</summary>
    [JsonInclude]
    [JsonConverter(typeof(RepeatedTextConverter))]
    public string? ConfigurationId { get; internal set; }

    /// <summary>The outcome; null unless <see cref="LlamaCloudJob.Status"/> is <c>COMPLETED</c>.</summary>
    [JsonInclude]
    public ClassifyResult? Result { get; internal set; }

    /// <summary>The parse job that read the document; null when there is none.</summary>
    [JsonInclude]
    public string? ParseJobId { get; internal set; }

    /// <summary>The key that made creating the job repeatable; null when it was created without one.</summary>
    [JsonInclude]
    public string? TransactionId { get; internal set; }
}
