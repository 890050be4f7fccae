using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlamaCloud.Emulator.Parse;

/// <summary>
/// What the module has no cmdlet for, as far as the generic way to call anything needs it: parse jobs, created from JSON or
/// a form and completed once they have been looked at twice; pages by the body of a POST; an image.
/// </summary>
internal sealed class ParseRoutes
{
    private readonly ConcurrentDictionary<string, ParseJob> _jobs = new();

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v2/parse", async (HttpRequest request) =>
        {
            JsonNode? body = await JsonNode.ParseAsync(request.Body);
            return (string?)body?["file_id"] is { Length: > 0 } file && body["tier"] is not null
                ? Create(file)
                : ErrorAnswer.Invalid("body", "file_id", "Field required", "missing");
        });
        app.MapPost("/api/v2/parse/upload", UploadAsync);
        app.MapGet("/api/v2/parse", (HttpRequest request) => List(request.Query));
        app.MapGet("/api/v2/parse/{jobId}", (string jobId, HttpRequest request) => _jobs.TryGetValue(jobId, out ParseJob? job)
            ? Results.Json(Describe(job.Look(), request.Query["expand"].Contains("markdown_full")))
            : ErrorAnswer.Of(404, $"Parse job {jobId} not found"));
        app.MapPost("/api/v1/beta/agent-data/:search", async (HttpRequest request) => Search(await JsonNode.ParseAsync(request.Body)));
        app.MapGet("/api/v1/parsing/job/{jobId}/result/image/{name}", (string name) => name == "page_1.jpg"
            ? Results.Bytes([.. Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251))], "image/jpeg")
            : ErrorAnswer.Of(404, $"Image {name} not found"));
        app.MapDelete("/api/v1/beta/directories/{id}", () => Results.NoContent());
    }

    private async Task<IResult> UploadAsync(HttpRequest request)
    {
        IFormCollection form = await request.ReadFormAsync();
        if (form.Files.GetFile("file") is not IFormFile file)
        {
            return ErrorAnswer.Invalid("body", "file", "Field required", "missing");
        }

        using StreamReader reader = new(file.OpenReadStream());
        return Create(file.FileName, await reader.ReadToEndAsync(), form["configuration"], file.ContentType);
    }

    private IResult Create(string file, string text = "", string? configuration = null, string? contentType = null)
    {
        ParseJob job = new($"pjb-{Guid.NewGuid()}", file, text, configuration, contentType);
        _jobs[job.Id] = job;
        return Results.Json(Describe(job, false)["job"]);
    }

    private IResult List(IQueryCollection query)
    {
        int size = int.TryParse(query["page_size"], NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : 10;
        return Page([.. _jobs.Values.OrderBy(job => job.Id, StringComparer.Ordinal).Select(job => Describe(job, false)["job"]!.DeepClone())], query["page_token"], size);
    }

    // Five items in pages of two, with an empty page between the first and the second.
    private static IResult Search(JsonNode? body)
    {
        string? token = (string?)body?["page_token"];
        if ((string?)body?["deployment_name"] is null)
        {
            return ErrorAnswer.Invalid("body", "deployment_name", "Field required", "missing");
        }

        if (token == "empty")
        {
            return Results.Json(new { items = Array.Empty<object>(), next_page_token = "2" });
        }

        JsonNode[] all = [.. Enumerable.Range(1, 5).Select(number => new JsonObject { ["id"] = number, ["deployment_name"] = (string?)body["deployment_name"] })];
        return token is null
            ? Results.Json(new { items = all.Take(2), next_page_token = "empty" })
            : Page(all, token, 2);
    }

    private static IResult Page(JsonNode[] all, string? token, int size)
    {
        int start = int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int from) ? from : 0;
        return Results.Json(new
        {
            items = all.Skip(start).Take(size),
            next_page_token = start + size < all.Length ? (start + size).ToString(CultureInfo.InvariantCulture) : null,
            total_size = (int?)null,
        });
    }

    private static JsonObject Describe(ParseJob job, bool withMarkdown)
    {
        JsonObject answer = new()
        {
            ["job"] = new JsonObject
            {
                ["id"] = job.Id,
                ["status"] = job.Status,
                ["project_id"] = JobStore.DefaultProjectId,
                ["name"] = job.File,
                ["tier"] = job.Configuration,
                ["content_type"] = job.ContentType,
                ["created_at"] = "2026-09-01T09:00:00.5Z",
            },
        };
        if (withMarkdown)
        {
            answer["markdown_full"] = job.Status == "COMPLETED" ? $"# {job.File}\n\n{job.Text}" : null;
        }

        return answer;
    }

    private sealed class ParseJob(string id, string file, string text, string? configuration, string? contentType)
    {
        private int _looks;

        public string Id => id;

        public string File => file;

        public string Text => text;

        public string? Configuration => configuration;

        public string? ContentType => contentType;

        public string Status => _looks switch
        {
            0 => "PENDING",
            1 => "RUNNING",
            _ => "COMPLETED",
        };

        public ParseJob Look()
        {
            _looks++;
            return this;
        }
    }
}
