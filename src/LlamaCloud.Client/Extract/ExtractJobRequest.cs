using System.Collections.Generic;
using System.Text.Json;

namespace LlamaCloud;

/// <summary>An extract job to be created. What is wrong with it is known before it is sent: <see cref="ExtractJobCheck"/>.</summary>
public sealed class ExtractJobRequest : JobRequest
{
    /// <summary>What is extracted; null with a <see cref="JobRequest.ConfigurationId"/>.</summary>
    public ExtractSchema? Schema { get; init; }

    /// <summary>What a record is of, one of <see cref="ExtractWords.Targets"/>; null for the service's default, the document.</summary>
    public string? Target { get; init; }

    /// <summary>
    /// How much effort is made, such as one of <see cref="ExtractWords.Tiers"/>; null for the service's default, <c>cost_effective</c>.
    /// </summary>
    public string? Tier { get; init; }

    /// <summary>The release of the service's own engine, <c>latest</c> or a date (<c>2026-09-01</c>); null for its default.</summary>
    public string? Version { get; init; }

    /// <summary>What the service is told beside the schema; null for nothing.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>Whether each value is to come with where it stands.</summary>
    public bool CiteSources { get; init; }

    /// <summary>Whether each value is to come with how sure the service is.</summary>
    public bool ConfidenceScores { get; init; }

    /// <summary>How many pages are read at most; null for all.</summary>
    public int? MaxPages { get; init; }

    /// <summary>The tier of the parse job that reads the document; null for that of the extract job.</summary>
    public string? ParseTier { get; init; }

    /// <summary>The saved configuration by which the document is read, <c>cfg-...</c>; null for none.</summary>
    public string? ParseConfigurationId { get; set; }

    /// <summary>Whether the cells of a workbook are read as such.</summary>
    public bool SpreadsheetMode { get; init; }

    /// <summary>The sheets that are read in that mode, by their exact names; empty for all.</summary>
    public IReadOnlyList<string> SheetNames { get; init; } = [];

    /// <summary>Whether earlier results are not to be used again.</summary>
    public bool DisableCache { get; init; }

    internal override string ProductType => "extract_v2";

    private protected override void WriteConfiguration(Utf8JsonWriter json)
    {
        if (Schema is not null)
        {
            json.WritePropertyName("data_schema");
            json.WriteRawValue(Schema.Compact);
        }

        WriteText(json, "extraction_target", Target is null ? null : ExtractWords.SpellTarget(Target));
        WriteText(json, "tier", Tier is null ? null : ExtractWords.Spell(Tier));
        WriteText(json, "version", Version?.Trim());
        WriteText(json, "system_prompt", SystemPrompt);
        WriteTruth(json, "cite_sources", CiteSources);
        WriteTruth(json, "confidence_scores", ConfidenceScores);
        WritePages(json, TargetPages);
        WriteNumber(json, "max_pages", MaxPages);
        WriteText(json, "parse_tier", ParseTier is null ? null : ExtractWords.Spell(ParseTier));
        WriteText(json, "parse_config_id", ParseConfigurationId?.Trim());
        WriteTruth(json, "spreadsheet_mode", SpreadsheetMode);
        WriteTexts(json, "sheet_names", SheetNames);
        WriteTruth(json, "disable_cache", DisableCache);
    }

    private static void WriteTruth(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, true);
        }
    }
}
