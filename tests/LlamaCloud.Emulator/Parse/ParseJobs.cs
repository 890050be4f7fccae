using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Parse;

/// <summary>What the service does with parse jobs, their results apart.</summary>
internal static class ParseJobs
{
    public static JobKind Kind { get; } = new("Parse job", "/api/v2/parse", "pjb-", "parse_v2")
    {
        DocumentField = "file_id",
        TakesParseJobs = false,
        ReadBody = ParseSettings.ReadBody,
        ReadSettings = ParseSettings.Read,
        Begin = Begin,
        Run = static _ => Task.FromResult(new JobOutcome([])),
        Price = static tier => ("pages_parsed", tier switch { "agentic" => 10, "agentic_plus" => 45, "cost_effective" => 3, _ => 1 }),
    };

    /// <summary>What came of a document.</summary>
    public static async Task<(ParseDocument? Document, JobOutcome Outcome)> RunAsync(JobDraft draft)
    {
        string? text = draft.File is null ? $"# {draft.Document}\n\nA page of the web." : await DocumentText.ReadAsync(draft.File);
        return text switch
        {
            null => (null, new JobOutcome([], "The file is encrypted and could not be read.")),
            "" => (null, new JobOutcome([], "The document has no readable text.")),
            _ => (new ParseDocument(draft.File?.Name ?? draft.Document, text, draft.Settings), new JobOutcome([])),
        };
    }

    private static JsonObject Begin(JobDraft draft) => new()
    {
        ["error_message"] = null,
        ["name"] = draft.File?.Name ?? new Uri(draft.Document).Segments[^1].Trim('/'),
        ["tier"] = draft.Settings["tier"]?.DeepClone(),
        ["user_metadata"] = draft.Body["user_metadata"]?.DeepClone(),
    };
}
