using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Extract;

/// <summary>What the service does with extract jobs: the fields of the schema are looked for in the document's lines.</summary>
internal static class ExtractJobs
{
    private const double CreditsOfPage = 5;

    // Kept with the job, and shown only where it is asked for.
    private static readonly string[] s_expandable = ["configuration", "extract_metadata", "usage"];

    public static JobKind Kind { get; } = new("Extract job", "/api/v2/extract", "ext-", "extract_v2")
    {
        OtherStatuses = ["THROTTLED"],
        Filters = ["configuration_id", "file_input"],
        ReadSettings = ExtractSettings.Read,
        Begin = Begin,
        Run = RunAsync,
        Price = static tier => (
            "extraction_num_pages", tier switch { "cost_effective" => 5, "agentic_plus" => 50, "turbo" => 35, _ => 15 }),
        Show = Show,
    };

    private static JsonObject Begin(JobDraft draft) => new()
    {
        ["file_input"] = draft.Document,
        ["configuration_id"] = draft.ConfigurationId,
        ["configuration"] = draft.Settings.DeepClone(),
        ["error_message"] = null,
        ["extract_result"] = null,
        ["extract_metadata"] = null,
        ["metadata"] = null,
        ["usage"] = null,
    };

    private static async Task<JobOutcome> RunAsync(JobDraft draft)
    {
        string? text = draft.File is null ? string.Empty : await draft.ReadTextAsync((string?)draft.Settings["target_pages"]);
        if (text is null || (text.Length == 0 && draft.File is not null))
        {
            return new JobOutcome([], text is null ? "The file is encrypted and could not be read." : "The document has no readable text.");
        }

        (JsonNode result, JsonObject fields) = LineExtractor.Extract(draft.Settings, text);
        return new JobOutcome(new JsonObject
        {
            ["extract_result"] = result,
            ["extract_metadata"] = new JsonObject
            {
                ["field_metadata"] = fields,
                ["parse_job_id"] = draft.IsParsed ? draft.Document : "pjb-" + draft.Id[4..],
                ["parse_tier"] = "cost_effective",
            },
            ["usage"] = new JsonObject { ["credits"] = CreditsOfPage + 3, ["extract_credits"] = CreditsOfPage, ["parse_credits"] = 3 },
        });
    }

    private static JsonObject Show(JsonObject job, IReadOnlyCollection<string> expand, bool isOne)
    {
        // Citations and confidence come by themselves where the job was told to find them.
        bool hasOwn = job["configuration"] is JsonObject settings
            && (IsSet(settings, "cite_sources") || IsSet(settings, "confidence_scores"));
        foreach (string field in s_expandable)
        {
            if (!expand.Contains(field, StringComparer.Ordinal) && !(field == "extract_metadata" && hasOwn) || (field == "usage" && !isOne))
            {
                job[field] = null;
            }
        }

        return job;
    }

    private static bool IsSet(JsonObject settings, string field) => settings[field]?.GetValue<bool>() == true;
}
