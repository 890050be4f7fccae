using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Directories;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator.Batches;

/// <summary>What the service does with batches: a job of each file of a directory, made behind the scenes.</summary>
internal sealed class BatchJobs
{
    // What no job can be made of.
    private static readonly string[] s_refusedTypes = [".exe", ".zip"];

    // A configuration that the service brings, and that nobody can read.
    private static readonly Dictionary<string, JsonObject> s_presets = new()
    {
        ["cfg-PARSE_AGENTIC"] = new() { ["tier"] = "agentic", ["version"] = "latest" },
    };

    private readonly DirectoryStore _directories;
    private readonly FileStore _files;
    private readonly ConfigurationStore _configurations;
    private readonly IReadOnlyList<JobCreation> _products;
    private readonly ConcurrentDictionary<string, Task<JsonArray>> _runs = new();

    public BatchJobs(DirectoryStore directories, FileStore files, ConfigurationStore configurations, IReadOnlyList<JobCreation> products)
    {
        _directories = directories;
        _files = files;
        _configurations = configurations;
        _products = products;
        Kind = new JobKind("Batch", "/api/v2/batches", "bat-", string.Empty)
        {
            OtherStatuses = ["THROTTLED"],
            CreateStatus = 201,
            CancelsLater = true,
            IsDeletable = false,
            Filters = ["source_directory_id"],
            ReadBody = ReadBody,
            ReadSettings = ReadSettings,
            Begin = Begin,
            Run = RunAsync,
            Show = Show,
        };
    }

    public JobKind Kind { get; }

    /// <summary>Creates a batch, if its directory and its configuration are there.</summary>
    public async Task<IResult> CreateAsync(HttpRequest request, JobCreation creation)
    {
        if (ProjectScope.Check(request.Query) is IResult outside)
        {
            return outside;
        }

        BodyField body = await BodyField.ReadAsync(request);
        string project = ProjectScope.Of(request.Query);
        if (ReadBody(body, Kind) is not JobBody wanted)
        {
            return ErrorAnswer.Invalid(body.Problems);
        }

        if (_directories.Find(wanted.Document)?.ProjectId != project)
        {
            return ErrorAnswer.Of(404, $"Directory {wanted.Document} not found");
        }

        string id = (string)wanted.Settings!["job"]!["configuration_id"]!;
        SavedConfiguration? saved = _configurations.Find(id);
        return !s_presets.ContainsKey(id) && saved?.ProjectId != project ? ConfigurationRoutes.NotFound(id)
            : saved is not null && saved.ProductType != (string)wanted.Settings["job"]!["type"]!
            ? ErrorAnswer.Invalid("body", "config", $"Value error, Configuration {id} is one for {saved.ProductType}", "value_error")
            : await creation.CreateAsync(body, project);
    }

    private static JobBody? ReadBody(BodyField body, JobKind kind)
    {
        if (body.Problems.Count > 0)
        {
            return null;
        }

        string? directory = body["source_directory_id"].Required().Text(1);
        JsonObject settings = kind.ReadSettings(body["config"].Required());
        JobBody.CheckWebhooks(body);
        // No file: what is looked up is its directory.
        return body.Problems.Count > 0 ? null : new JobBody(directory!, settings, null, null) { IsAddress = true };
    }

    private static JsonObject ReadSettings(BodyField field)
    {
        BodyField job = field.Object()["job"].Required().Object();
        return new JsonObject
        {
            ["job"] = new JsonObject
            {
                ["type"] = job["type"].Required().OneOf("parse_v2", "extract_v2"),
                ["configuration_id"] = job["configuration_id"].Required().Text(),
            },
        };
    }

    private static JsonObject Begin(JobDraft draft) => new()
    {
        ["source_directory_id"] = draft.Document,
        ["config"] = draft.Settings.DeepClone(),
        ["results"] = null,
    };

    private Task<JobOutcome> RunAsync(JobDraft draft)
    {
        StoredDirectory directory = _directories.Find(draft.Document)!;
        DirectoryEntry[] entries = [.. _directories.FilesOf(directory.Id).Where(entry => entry.DeletedAt is null)];
        string type = (string)draft.Settings["job"]!["type"]!;
        string id = (string)draft.Settings["job"]!["configuration_id"]!;
        // Read here: JSON nodes are not for several threads.
        JsonObject settings = s_presets.TryGetValue(id, out JsonObject? preset)
            ? preset.DeepClone().AsObject()
            : ConfigurationParameters.ToJob(_configurations.Find(id)!.Parameters);
        _runs[draft.Id] = Task.Run(() => MakeAllAsync(directory, entries, type, id, settings));
        return Task.FromResult(new JobOutcome([]));
    }

    private async Task<JsonArray> MakeAllAsync(
        StoredDirectory directory, DirectoryEntry[] entries, string type, string id, JsonObject settings)
    {
        JobCreation creation = _products.First(product => product.ProductType == type);
        JsonArray results = [];
        foreach (DirectoryEntry entry in entries)
        {
            StoredFile? file = _files.Find(entry.FileId);
            string? refusal = file is null ? $"File {entry.FileId} not found"
                : s_refusedTypes.Contains(Path.GetExtension(file.Name)) ? $"Unsupported file type: {Path.GetExtension(file.Name)}"
                : null;
            JsonObject? made = refusal is not null ? null
                : await creation.MakeAsync(
                    new JobBody(entry.FileId, null, id, null), file, directory.ProjectId, settings.DeepClone().AsObject(), []);
            results.Add((JsonNode)new JsonObject
            {
                ["source_directory_file_id"] = entry.Id,
                ["job_reference"] = made is null ? null : new JsonObject { ["type"] = type, ["id"] = (string)made["id"]! },
                ["error_message"] = refusal,
            });
        }

        return results;
    }

    private JsonObject Show(JsonObject batch, IReadOnlyCollection<string> expand, bool isOne)
    {
        // The service says of a batch that failed that it did, and no more.
        batch.Remove("error_message");
        if (!_runs.TryGetValue((string)batch["id"]!, out Task<JsonArray>? run))
        {
            return batch;
        }

        bool hasEnded = Kind.IsTerminal((string)batch["status"]!);
        if (hasEnded && !run.IsCompleted)
        {
            batch["status"] = Kind.Running;
        }
        else if (hasEnded && isOne && expand.Contains("results"))
        {
            batch["results"] = run.Result.DeepClone();
        }

        return batch;
    }
}
