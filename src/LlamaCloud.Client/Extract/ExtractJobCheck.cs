using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud;

/// <summary>
/// What the service would refuse about an extract job, told before anything is sent: all of it at once, field by field. The limits
/// are those of the service's description (<c>ExtractConfiguration</c>).
/// </summary>
public static class ExtractJobCheck
{
    private const string Workbooks = "agentic_plus";

    /// <summary>What is wrong with a job apart from its document.</summary>
    /// <param name="request">The job.</param>
    /// <returns>One for each field that is wrong, in the words of <see cref="ValidationError"/>; empty when all is well.</returns>
    public static IEnumerable<ValidationError> Problems(ExtractJobRequest request)
    {
        string[] own = [.. Given(request ?? throw new ArgumentNullException(nameof(request)))];
        if (request.ConfigurationId is not null && own.Length > 0)
        {
            yield return new("configuration_id", "cannot be combined with " + string.Join(", ", own), "conflict");
        }

        if (request.ConfigurationId is null && request.Schema is null)
        {
            yield return new("data_schema", "is missing: it is needed, or a saved configuration", "missing");
        }

        if (request.Target is string target && !ExtractWords.Targets.Contains(ExtractWords.SpellTarget(target)))
        {
            string problem = $"'{ResourceId.Show(target)}' is none of {string.Join(", ", ExtractWords.Targets)}";
            yield return new("extraction_target", problem, "enum");
        }

        foreach (ValidationError other in (request.Schema is null ? [] : ExtractSchemaCheck.Problems(request.Schema))
            .Concat(TierProblems(request))
            .Concat(JobCheck.PagesProblems(request.TargetPages, request.MaxPages))
            .Concat(JobCheck.Problems(request)))
        {
            yield return other;
        }
    }

    // The fields that a saved configuration has its own of.
    private static IEnumerable<string> Given(ExtractJobRequest request)
    {
        (string Field, bool IsGiven)[] fields =
        [
            ("data_schema", request.Schema is not null),
            ("extraction_target", request.Target is not null),
            ("tier", request.Tier is not null),
            ("version", request.Version is not null),
            ("system_prompt", request.SystemPrompt is not null),
            ("cite_sources", request.CiteSources),
            ("confidence_scores", request.ConfidenceScores),
            ("target_pages", request.TargetPages is not null),
            ("max_pages", request.MaxPages is not null),
            ("parse_tier", request.ParseTier is not null),
            ("parse_config_id", request.ParseConfigurationId is not null),
            ("spreadsheet_mode", request.SpreadsheetMode),
            ("sheet_names", request.SheetNames.Count > 0),
            ("disable_cache", request.DisableCache),
        ];
        return fields.Where(field => field.IsGiven).Select(field => field.Field);
    }

    private static IEnumerable<ValidationError> TierProblems(ExtractJobRequest request)
    {
        string? tier = request.Tier is null ? null : ExtractWords.Spell(request.Tier);
        if (tier == "turbo" && (request.ParseTier ?? request.ParseConfigurationId) is not null)
        {
            string field = request.ParseTier is null ? "parse_config_id" : "parse_tier";
            yield return new(field, "cannot be used with the tier turbo, which reads documents in its own way", "value_error");
        }

        if (request.SheetNames.Count > 0 && !request.SpreadsheetMode)
        {
            yield return new("sheet_names", "is for workbooks whose cells are read as such: use the spreadsheet mode", "value_error");
        }

        if (request.SheetNames.Any(string.IsNullOrWhiteSpace))
        {
            yield return new("sheet_names", "holds an empty name", "missing");
        }

        if (request.SpreadsheetMode && request.ConfigurationId is null && tier != Workbooks)
        {
            yield return new("spreadsheet_mode", $"needs the tier {Workbooks}, which costs more than the others", "value_error");
        }

        if (request.SpreadsheetMode && (request.CiteSources || request.ConfidenceScores))
        {
            yield return new("spreadsheet_mode", "has no citations and no confidence scores", "value_error");
        }
    }
}
