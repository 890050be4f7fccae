using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>A verify job: one document, and whether it looks edited or made up.</summary>
public sealed class VerifyJob : DocumentJob
{
    [JsonConstructor]
    internal VerifyJob()
    {
    }

    // These six are not on the wire. Without a name of their own there, a later field of that name would be dropped.

    /// <summary>
    /// <c>AUTHENTIC</c>, <c>NO_STRONG_SIGNAL</c>, <c>SUSPICIOUS</c>, <c>LIKELY_DOCTORED</c> or <c>DOCTORED</c>, or what the service adds;
    /// null while there is no result.
    /// </summary>
    [JsonIgnore]
    [JsonPropertyName("result.verdict")]
    public string? Verdict => Result?.Verdict;

    /// <summary>How likely it is that the document was doctored, from 0.0 to 1.0; null while there is no result.</summary>
    [JsonIgnore]
    [JsonPropertyName("result.overall_score")]
    public double? OverallScore => Result?.OverallScore;

    /// <summary>How sure the service is of the verdict, from 0.0 to 1.0; null while there is no result.</summary>
    [JsonIgnore]
    [JsonPropertyName("result.confidence")]
    public double? Confidence => Result?.Confidence;

    /// <summary>
    /// How likely it is that a real document was edited, from 0.0 to 1.0; null while there is no result, and of one that is older than
    /// this score.
    /// </summary>
    [JsonIgnore]
    [JsonPropertyName("result.tampering_score")]
    public double? TamperingScore => Result?.TamperingScore;

    /// <summary>
    /// How likely it is that the document was made up as a whole, from 0.0 to 1.0; null while there is no result, and of one that is older
    /// than this score.
    /// </summary>
    [JsonIgnore]
    [JsonPropertyName("result.synthetic_score")]
    public double? SyntheticScore => Result?.SyntheticScore;

    /// <summary>Why the verdict is as it is; null while there is no result.</summary>
    [JsonIgnore]
    [JsonPropertyName("result.reasoning")]
    public string? Reasoning => Result?.Reasoning;

    /// <summary>The user who created the job.</summary>
    [JsonInclude]
    [JsonConverter(typeof(RepeatedTextConverter))]
    public string UserId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The settings the job was created with; null only if the service left them out.</summary>
    [JsonInclude]
    public VerifyConfiguration? Configuration { get; internal set; }

    /// <summary>
    /// The outcome; null unless <see cref="LlamaCloudJob.Status"/> is <c>COMPLETED</c>, and of a job that the answer to a create gave.
    /// </summary>
    [JsonInclude]
    public VerifyResult? Result { get; internal set; }

    /// <summary>The key that made creating the job repeatable; null when it was created without one.</summary>
    [JsonInclude]
    public string? TransactionId { get; internal set; }
}
