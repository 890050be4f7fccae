using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>
/// A batch: the service goes over the files of a directory and makes a parse or an extract job of each. COMPLETED says that it is through,
/// not that each file has a job, nor that each job succeeded.
/// </summary>
public sealed class LlamaCloudBatch : LlamaCloudJob
{
    [JsonConstructor]
    internal LlamaCloudBatch()
    {
    }

    /// <summary>The directory that it goes over, <c>dir-...</c>.</summary>
    [JsonInclude]
    public string SourceDirectoryId { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>
    /// What became of each file; null in a list, and while the batch is running. It is also null where it FAILED and the service
    /// cannot tell.
    /// </summary>
    [JsonInclude]
    public IReadOnlyList<BatchResult>? Results
    {
        get;
        internal set => field = value is null ? null : WholeList.Of(value);
    }

    [JsonInclude]
    internal BatchConfig? Config { get; set; }

    // These are not on the wire. Without a name of their own there, a later field of that name would be dropped.

    /// <summary>The kind of its jobs: <c>parse_v2</c> or <c>extract_v2</c>, or what the service adds.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.product_type")]
    public string ProductType => Config?.Job?.Type ?? string.Empty;

    /// <summary>The saved configuration of its jobs, <c>cfg-...</c>.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.configuration_id")]
    public string ConfigurationId => Config?.Job?.ConfigurationId ?? string.Empty;

    /// <summary>How many files it went over; null while <see cref="Results"/> is.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.file_count")]
    public int? FileCount => Results?.Count;

    /// <summary>How many files have a job, however that job ended; null while <see cref="Results"/> is.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.job_count")]
    public int? JobCount => Results?.Count(result => result.JobId is not null);

    /// <summary>How many files have no job; null while <see cref="Results"/> is.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.failed_count")]
    public int? FailedCount => FileCount - JobCount;

    /// <summary>The id, under the name that commands take it by.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.batch_id")]
    public string BatchId => Id;
}

/// <summary>What a batch does with each file.</summary>
internal sealed class BatchConfig
{
    [JsonInclude]
    public BatchJobConfig? Job { get; internal set; }
}

/// <summary>The job that is made of each file.</summary>
internal sealed class BatchJobConfig
{
    [JsonInclude]
    public string? Type { get; internal set; }

    [JsonInclude]
    public string? ConfigurationId { get; internal set; }
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(Rfc3339Converter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(LlamaCloudBatch))]
[JsonSerializable(typeof(Page<LlamaCloudBatch>))]
internal sealed partial class BatchesJsonContext : JsonSerializerContext;
