using System;
using System.Linq;
using System.Text.Json.Nodes;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>What the tests of the rules of any job have to know of a product: its line in <see cref="TestedProducts"/>.</summary>
/// <param name="Noun">The noun of its commands, such as <c>ClassifyJob</c>.</param>
/// <param name="Name">Its name in the middle of a sentence, such as <c>classify job</c>.</param>
/// <param name="Route">The path of its jobs.</param>
/// <param name="Prefix">How its ids begin, such as <c>clj-</c>.</param>
/// <param name="JobsOf">Its jobs in an emulator.</param>
public sealed record TestedProduct(string Noun, string Name, string Route, string Prefix, Func<ServiceEmulator, JobStore> JobsOf)
{
    /// <summary>The words of the service for how far a job is: pending, running, completed, failed, cancelled.</summary>
    public string[] Statuses { get; init; } = ["PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED"];

    /// <summary>What a file is uploaded for, as the service names it.</summary>
    public required string Purpose { get; init; }

    /// <summary>The field of a create that names the document.</summary>
    public string DocumentField { get; init; } = "file_input";

    /// <summary>The parameters by which its Start- command is told what to do, as a hashtable.</summary>
    public string Options { get; init; } = "@{}";

    /// <summary>What its Get- command asks to be shown beside what every job has, as it stands in a query; empty for nothing.</summary>
    public string Expand { get; init; } = string.Empty;

    /// <summary>The same of its Wait- command, where it is read by itself.</summary>
    public string ExpandOfWait { get; init; } = string.Empty;

    /// <summary>Whether its document may be a parse job.</summary>
    public bool TakesParseJobs { get; init; } = true;

    /// <summary>The fields of a job that other products do not have, as JSON.</summary>
    public string Fields { get; init; } = "{}";

    /// <summary>A field of a job that cannot be read, as JSON.</summary>
    public string Unreadable { get; init; } = "\"configuration\":7";

    /// <summary>The field in which the answer to a GET of one job has the job; null where it is the answer.</summary>
    public string? Wrapper { get; init; }

    /// <summary>The field of a job or of its document's file that says which document it is about.</summary>
    public Func<ServiceEmulator, JsonObject, string> DocumentName { get; init; } =
        static (emulator, job) => emulator.Files.Find((string)job["file_input"]!)!.Name;

    /// <summary>Whether its Start- command has -TransactionId, with the service's help or without.</summary>
    public bool TakesTransactionId { get; init; }

    /// <summary>Whether its Start- command takes saved configurations.</summary>
    public bool HasConfigurations { get; init; } = true;

    /// <summary>Whether it has a Remove- command.</summary>
    public bool HasRemove { get; init; } = true;

    /// <summary>Whether the service knows a create by its transaction id, so that it makes nothing twice.</summary>
    public bool HasTransactions { get; init; }

    /// <summary>What a job has by which one that did not come out is found: its document, where it has nothing better.</summary>
    public Func<JsonObject, string?> Trace { get; init; } = static job => (string?)job["file_input"];

    /// <summary>Where the notice of a start tells that.</summary>
    public string TraceProperty => TakesTransactionId ? "TransactionId" : "Document";

    /// <summary>The name with a capital, as it begins a sentence.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name[1..];

    public string Pending => Statuses[0];

    public string Running => Statuses[1];

    public string Completed => Statuses[2];

    public string Failed => Statuses[3];

    public string Cancelled => Statuses[4];

    /// <summary>A query of its list, with what its Get- command asks to be shown.</summary>
    public string List(string query) => $"{Route}?page_size=100{(Expand.Length == 0 ? string.Empty : "&" + Expand)}{query}";

    /// <summary>The address by which its Get- command asks for one job.</summary>
    public string One(string id) => $"{Route}/{id}{(Expand.Length == 0 ? string.Empty : "?" + Expand)}";

    /// <summary>A job without a result, created so many minutes past nine.</summary>
    public JsonObject Job(string id, int minute, string status)
    {
        JsonObject job = new()
        {
            ["id"] = id,
            ["created_at"] = $"2026-09-01T09:{minute:00}:19.117000Z",
            ["updated_at"] = $"2026-09-01T09:{minute:00}:24.500000Z",
            ["project_id"] = JobStore.DefaultProjectId,
            ["status"] = status,
            ["error_message"] = null,
        };
        foreach ((string name, JsonNode? value) in JsonNode.Parse(Fields)!.AsObject().ToArray())
        {
            job[name] = value?.DeepClone();
        }

        return job;
    }

    /// <summary>A job as the answer to a GET of it.</summary>
    public string Answer(JsonObject job) => Wrap(job.ToJsonString());

    /// <summary>The JSON of a job as the answer to a GET of it.</summary>
    public string Wrap(string job) => Wrapper is null ? job : $$"""{"{{Wrapper}}":{{job}}}""";

    /// <summary>As the name of a test shows it.</summary>
    public override string ToString() => Noun;
}
