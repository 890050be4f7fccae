using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>An extract job: one document, a schema, and the values that were found.</summary>
public sealed class ExtractJob : DocumentJob
{
    [JsonConstructor]
    internal ExtractJob()
    {
    }

    // These two are not on the wire. Without a name of their own there, a later field of that name would be dropped.

    /// <summary>How many records were found; null while there is no result.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.record_count")]
    public int? RecordCount => ExtractResult switch
    {
        null => null,
        IReadOnlyList<object?> many => many.Count,
        _ => 1,
    };

    /// <summary>What it has cost; null when that was not asked for (<c>expand=usage</c>), and until it is billed.</summary>
    [JsonIgnore]
    [JsonPropertyName("usage.credits")]
    public double? Credits => Usage?.Credits;

    /// <summary>The saved configuration it was created from, <c>cfg-...</c>; null when the schema was given with the job.</summary>
    [JsonInclude]
    public string? ConfigurationId { get; internal set; }

    /// <summary>What the job was created with; null when that was not asked for (<c>expand=configuration</c>).</summary>
    [JsonInclude]
    public ExtractConfiguration? Configuration { get; internal set; }

    /// <summary>
    /// The values as the service gives them: a map, or a list of maps for records of pages and rows; null unless
    /// <see cref="LlamaCloudJob.Status"/> is <c>COMPLETED</c>. <see cref="GetRecords"/> reads it by the schema.
    /// </summary>
    [JsonInclude]
    public object? ExtractResult { get; internal set; }

    /// <summary>What is known about the values; null for nothing, and when it was not asked for (<c>expand=extract_metadata</c>).</summary>
    [JsonInclude]
    public ExtractMetadata? ExtractMetadata { get; internal set; }

    /// <summary>What some plans tell beside the result; null for the others.</summary>
    [JsonInclude]
    public ExtractJobMetadata? Metadata { get; internal set; }

    /// <summary>What it has cost; null when that was not asked for.</summary>
    [JsonInclude]
    public ExtractUsage? Usage { get; internal set; }

    /// <summary>
    /// The records by the schema, where it is known (<see cref="Configuration"/>): the fields in its order, missing ones null, numbers as
    /// numbers, a date as a <see cref="System.DateTime"/>, and what the schema does not know behind them.
    /// </summary>
    /// <returns>A map each; empty while there is no result.</returns>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> GetRecords() =>
        [.. ExtractRecords.Of(ExtractResult, Configuration?.DataSchema)];

    /// <summary>Each single value of the records, with where it stands and how sure the service is.</summary>
    public IReadOnlyList<ExtractedField> GetFields() =>
        [.. ExtractRecords.Of(ExtractResult, Configuration?.DataSchema).SelectMany((record, i) => ExtractedField.Of(this, i, record))];
}
