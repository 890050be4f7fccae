using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator.Parse;

/// <summary>
/// The results of parse jobs, and how a GET of one answers them: page by page, so that a document of any size takes no memory.
/// </summary>
public sealed partial class ParseResults
{
    private static readonly string[] s_kinds = ["text", "markdown", "items", "metadata", "forms"];

    // A picture of one point.
    private static readonly byte[] s_png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private readonly ConcurrentDictionary<string, ParseDocument> _documents = new(StringComparer.Ordinal);
    private readonly PresignedLinks _links;

    internal ParseResults(PresignedLinks links)
    {
        _links = links;
        Kind = ParseJobs.Kind with { Run = RunAsync, AnswerOne = (job, query) => new Answer(this, job, query) };
    }

    /// <summary>How long a presigned address of a result is good.</summary>
    public TimeSpan LinksLast { get; set; } = TimeSpan.FromHours(1);

    internal JobKind Kind { get; }

    /// <summary>Which versions each tier has.</summary>
    internal static JsonObject Versions() => new()
    {
        ["fast"] = new JsonArray("2026-06-15", "2025-12-11"),
        ["cost_effective"] = new JsonArray("2026-08-19", "2026-08-11"),
        ["agentic"] = new JsonArray("2026-08-19", "2026-07-24"),
        ["agentic_plus"] = new JsonArray("2026-08-19", "2026-07-08"),
    };

    private async Task<JobOutcome> RunAsync(JobDraft draft)
    {
        (ParseDocument? document, JobOutcome outcome) = await ParseJobs.RunAsync(draft);
        if (document is not null)
        {
            _documents[draft.Id] = document;
        }

        return outcome;
    }

    private JsonObject Link(string name, byte[] contents)
    {
        StoredFile file = new StoredFile(name, name, JobStore.DefaultProjectId).With(contents);
        return _links.To(file, LinksLast, () => file);
    }

    private JsonObject Metadata(string name, byte[] contents) => new()
    {
        ["size_bytes"] = contents.Length,
        ["exists"] = true,
        ["presigned_url"] = Link(name, contents)["url"]!.DeepClone(),
    };

    private JsonObject Images(ParseDocument document, string? only)
    {
        string[] wanted = only?.Split(',') ?? [.. document.Images];
        JsonObject[] images = [.. document.Images.Select((name, index) => new JsonObject
        {
            ["index"] = index,
            ["filename"] = name,
            ["content_type"] = "image/png",
            ["presigned_url"] = Link(name, s_png)["url"]!.DeepClone(),
            ["category"] = "embedded",
            ["bbox"] = null,
        }).Where(image => wanted.Contains((string?)image["filename"]))];
        return new JsonObject { ["total_count"] = images.Length, ["images"] = new JsonArray([.. images]) };
    }

    private static byte[] Xlsx(ParseDocument document)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create))
        {
            using StreamWriter text = new(zip.CreateEntry("xl/tables.txt").Open());
            text.Write(document.Name);
        }

        return bytes.ToArray();
    }
}
