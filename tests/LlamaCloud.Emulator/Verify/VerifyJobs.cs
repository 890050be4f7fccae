using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Verify;

/// <summary>What the service does with verify jobs: a document that says of itself that it was edited was.</summary>
internal static class VerifyJobs
{
    // The service does not say how its ids begin: so must nothing else rely on it.
    public static JobKind Kind { get; } = new("Verify job", "/api/alpha/verify", "vfy-", string.Empty)
    {
        HasTransactions = true,
        IsDeletable = false,
        TakesParseJobs = false,
        ReadSettings = static field => new JsonObject
        {
            ["tier"] = field.Object()["tier"].OneOf("fast", "agentic") ?? "agentic",
            ["target_pages"] = field["target_pages"].OrNull().Text(),
        },
        Begin = Begin,
        Run = RunAsync,
        Price = static tier => ("pages_verified", tier == "fast" ? 1 : 10),
        Show = Show,
    };

    private static JsonObject Begin(JobDraft draft) => new()
    {
        ["file_input"] = draft.Document,
        ["document_input_type"] = "file_id",
        ["user_id"] = "b0c7b6de-55a1-4a0b-9f55-a8f3f1f2c0de",
        ["configuration"] = draft.Settings.DeepClone(),
        ["error_message"] = null,
        ["result"] = null,
    };

    private static async Task<JobOutcome> RunAsync(JobDraft draft) =>
        await draft.ReadAsync((string?)draft.Settings["target_pages"]) switch
        {
            null => new JobOutcome([], "The file is encrypted and could not be read."),
            [] => new JobOutcome([], "The document has no readable text."),
            var pages => new JobOutcome(
                new JsonObject { ["result"] = WordDetector.Verify(pages, (string)draft.Settings["tier"]! == "fast") }),
        };

    // It is shown to those alone who ask for it.
    private static JsonObject Show(JsonObject job, IReadOnlyCollection<string> expand, bool isOne)
    {
        if (!expand.Contains("result"))
        {
            job["result"] = null;
        }

        return job;
    }
}
