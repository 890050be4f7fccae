using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Classify;

/// <summary>What the service does with classify jobs: the first rule whose words are in the document matches.</summary>
internal static class ClassifyJobs
{
    private const double CreditsOfJob = 2;

    public static JobKind Kind { get; } = new("Classify job", "/api/v2/classify", "clj-", "classify_v2")
    {
        HasTransactions = true,
        Filters = ["configuration_id"],
        ReadSettings = ClassifySettings.Read,
        Begin = Begin,
        Run = RunAsync,
        Price = static _ => ("pages_classified", CreditsOfJob),
        Show = Show,
    };

    private static JsonObject Begin(JobDraft draft)
    {
        JsonObject job = SeedJobs.Job(draft.Id, 0, string.Empty);
        job["file_input"] = draft.Document;
        job["document_input_type"] = draft.IsParsed ? "parse_job_id" : "file_id";
        job["parse_job_id"] = draft.IsParsed ? draft.Document : null;
        job["configuration"] = draft.Settings;
        job["configuration_id"] = draft.ConfigurationId;
        return job;
    }

    // It is told of a job that has completed, and only where one is asked for alone.
    private static JsonObject Show(JsonObject job, IReadOnlyCollection<string> expand, bool isOne)
    {
        if (isOne && expand.Contains("usage"))
        {
            job["usage"] = new JsonObject { ["credits"] = (string?)job["status"] == "COMPLETED" ? CreditsOfJob : null };
        }

        return job;
    }

    private static async Task<JobOutcome> RunAsync(JobDraft draft)
    {
        JsonArray rules = draft.Settings["rules"]!.AsArray();
        string? text = await draft.ReadTextAsync((string?)draft.Settings["parsing_configuration"]?["target_pages"]);
        return text switch
        {
            null => new JobOutcome([], "The file is encrypted and could not be read."),
            "" when draft.File is not null => new JobOutcome([], "The document has no readable text."),
            _ => new JobOutcome(new JsonObject { ["result"] = KeywordClassifier.Classify(rules, text) }),
        };
    }
}
