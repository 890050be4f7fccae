using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Split;

/// <summary>
/// What the service does with split jobs: each page gets the category whose words are on it, and pages in a row become a part.
/// </summary>
internal static class SplitJobs
{
    public static JobKind Kind { get; } = new("Split job", "/api/v1/split/jobs", "spl-", "split_v1")
    {
        Statuses = ["pending", "processing", "completed", "failed", "cancelled"],
        CreateStatus = 201,
        CancelsLater = true,
        HasTransactions = true,
        ReadSettings = SplitSettings.Read,
        Begin = Begin,
        Run = RunAsync,
        Price = static _ => ("pages_split", 1),
    };

    private static JsonObject Begin(JobDraft draft) => new()
    {
        ["categories"] = draft.Settings["categories"]?.DeepClone(),
        ["splitting_strategy"] = draft.Settings["splitting_strategy"]?.DeepClone(),
        ["document_input_type"] = draft.IsParsed ? "parse_job_id" : "file_id",
        ["file_input"] = draft.Document,
        ["user_id"] = "b0c7b6de-55a1-4a0b-9f55-a8f3f1f2c0de",
        ["configuration_id"] = draft.ConfigurationId,
        ["error_message"] = null,
        ["result"] = null,
    };

    private static async Task<JobOutcome> RunAsync(JobDraft draft)
    {
        string? pages = (string?)draft.Settings["target_pages"];
        if (pages is not null && !draft.IsParsed)
        {
            return new JobOutcome([], "Pages can be chosen of a parse job alone.");
        }

        return await draft.ReadAsync(pages) switch
        {
            null => new JobOutcome([], "The file is encrypted and could not be read."),
            [] => new JobOutcome([], "The document has no readable text."),
            var read => new JobOutcome(
                new JsonObject { ["result"] = new JsonObject { ["segments"] = PageSplitter.Split(read, draft.Settings) } }),
        };
    }
}
