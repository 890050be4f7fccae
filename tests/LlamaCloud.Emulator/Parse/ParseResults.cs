using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO.Compression;
using System.IO;
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
public sealed class ParseResults
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

    private sealed class Answer(ParseResults results, JsonObject job, IQueryCollection query) : IResult
    {
        public async Task ExecuteAsync(HttpContext context)
        {
            HashSet<string> expand = [.. query["expand"].OfType<string>()];
            ParseDocument? document = (string?)job["status"] == "COMPLETED"
                && results._documents.TryGetValue((string)job["id"]!, out ParseDocument? found)
                ? found
                : null;
            context.Response.ContentType = "application/json";
            await using Utf8JsonWriter json = new(context.Response.Body);
            json.WriteStartObject();
            JsonObject shown = (JsonObject)job.DeepClone();
            if (expand.Contains("usage"))
            {
                shown["usage"] = new JsonObject { ["credits"] = document?.Credits };
            }

            json.WritePropertyName("job");
            shown.WriteTo(json);
            foreach (string kind in s_kinds.Where(expand.Contains))
            {
                await WritePagesAsync(json, kind, document, context);
            }

            foreach ((string name, JsonNode? value) in document is null ? [] : Fields(document, expand))
            {
                json.WritePropertyName(name);
                value!.WriteTo(json);
            }

            json.WriteEndObject();
            await json.FlushAsync(context.RequestAborted);
        }

        private static async Task WritePagesAsync(Utf8JsonWriter json, string kind, ParseDocument? document, HttpContext context)
        {
            if (document is null)
            {
                json.WriteNull(kind);
                return;
            }

            json.WriteStartObject(kind);
            json.WriteStartArray("pages");
            foreach (int number in document.Numbers)
            {
                document.Page(kind, number).WriteTo(json);
                await json.FlushAsync(context.RequestAborted);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        private JsonObject Fields(ParseDocument document, HashSet<string> expand)
        {
            JsonObject fields = [];
            // Not in the description, but understood.
            if (expand.Contains("markdown_full"))
            {
                fields["markdown_full"] = string.Join(
                    "\n\n", document.Numbers.Select(number => (string?)document.Page("markdown", number)["markdown"]));
            }

            if (expand.Contains("job_metadata"))
            {
                fields["job_metadata"] = new JsonObject { ["job_pages"] = document.Numbers.Count, ["job_is_cache_hit"] = false };
            }

            if (expand.Contains("images_content_metadata"))
            {
                fields["images_content_metadata"] = results.Images(
                    document, query.TryGetValue("image_filenames", out var only) ? only.ToString() : null);
            }

            JsonObject files = [];
            if (expand.Contains("xlsx_content_metadata"))
            {
                files["xlsx"] = results.Metadata("tables.xlsx", Xlsx(document));
            }

            if (expand.Contains("output_pdf_content_metadata"))
            {
                files["output_pdf"] = results.Metadata("output.pdf", Encoding.ASCII.GetBytes("%PDF-1.4\n% " + document.Name + "\n%%EOF\n"));
            }

            if (files.Count > 0)
            {
                fields["result_content_metadata"] = files;
            }

            return fields;
        }
    }
}
