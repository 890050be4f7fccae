using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>What an extract job does: the schema, and how the document is read.</summary>
public sealed class ExtractConfiguration : ServiceObject
{
    [JsonConstructor]
    internal ExtractConfiguration()
    {
    }

    /// <summary>What is extracted; null only if the service left it out.</summary>
    [JsonInclude]
    public ExtractSchema? DataSchema { get; internal set; }

    /// <summary>What a record is of: <c>per_doc</c>, <c>per_page</c> or <c>per_table_row</c>; null when the service does not say.</summary>
    [JsonInclude]
    public string? ExtractionTarget { get; internal set; }

    /// <summary>How much effort is made, such as <c>agentic</c>; null when the service does not say.</summary>
    [JsonInclude]
    public string? Tier { get; internal set; }

    /// <summary>The release of the service's own engine, a date or <c>latest</c>; null when it does not say.</summary>
    [JsonInclude]
    public string? Version { get; internal set; }

    /// <summary>What the service is told beside the schema; null for nothing.</summary>
    [JsonInclude]
    public string? SystemPrompt { get; internal set; }

    /// <summary>Whether each value comes with where it stands; null when the service does not say.</summary>
    [JsonInclude]
    public bool? CiteSources { get; internal set; }

    /// <summary>Whether each value comes with how sure the service is; null when it does not say.</summary>
    [JsonInclude]
    public bool? ConfidenceScores { get; internal set; }

    /// <summary>Which pages are read, counted from 1 (<c>1,3,5-7</c>); null for all.</summary>
    [JsonInclude]
    public string? TargetPages { get; internal set; }

    /// <summary>How many pages are read at most; null for all.</summary>
    [JsonInclude]
    public int? MaxPages { get; internal set; }

    /// <summary>The tier of the parse job that reads the document; null for that of the extract job.</summary>
    [JsonInclude]
    public string? ParseTier { get; internal set; }

    /// <summary>The saved configuration by which the document is read, <c>cfg-...</c>; null for none.</summary>
    [JsonInclude]
    public string? ParseConfigId { get; internal set; }

    /// <summary>Whether the cells of a workbook are read as such; null when the service does not say.</summary>
    [JsonInclude]
    public bool? SpreadsheetMode { get; internal set; }

    /// <summary>The sheets that are read; empty for all.</summary>
    [JsonInclude]
    public IReadOnlyList<string> SheetNames
    {
        get;
        internal set => field = WholeList.Of(value);
    } = WholeList.Of<string>(null);

    /// <summary>Whether earlier results are not used again; null when the service does not say.</summary>
    [JsonInclude]
    public bool? DisableCache { get; internal set; }

    /// <summary>The names of the fields, on one line.</summary>
    public override string ToString() => string.Join(", ", DataSchema?.Fields.Select(one => one.Name) ?? []);
}
