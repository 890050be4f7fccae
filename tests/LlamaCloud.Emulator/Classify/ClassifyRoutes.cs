using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlamaCloud.Emulator.Classify;

/// <summary><c>/api/v2/classify</c>: get, list and cancel, with the service's checks.</summary>
internal static class ClassifyRoutes
{
    private const int DefaultPageSize = 20;

    private static readonly string[] s_statuses = ["PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED"];

    public static void Map(IEndpointRouteBuilder app, JobStore jobs)
    {
        app.MapGet("/api/v2/classify/{jobId}", (string jobId, HttpRequest request) =>
            CheckScope(request.Query)
            ?? (jobs.Find(jobId, ProjectOf(request.Query)) is JsonObject job
                ? Results.Json(job)
                : ErrorAnswer.Of(404, $"Classify job {jobId} not found")));
        app.MapPost("/api/v2/classify/{jobId}/cancel", (string jobId, HttpRequest request) =>
            CheckScope(request.Query) ?? Cancel(jobId, ProjectOf(request.Query), jobs));
        app.MapGet("/api/v2/classify", (HttpRequest request) => CheckScope(request.Query) ?? CheckList(request.Query) ?? List(request.Query, jobs));
    }

    private static IResult? CheckScope(IQueryCollection query)
    {
        foreach (string name in (string[])["project_id", "organization_id"])
        {
            if (query.TryGetValue(name, out var value) && !Guid.TryParse(value, out _))
            {
                return ErrorAnswer.Invalid("query", name, "Input should be a valid UUID", "uuid_parsing");
            }
        }

        return null;
    }

    private static IResult? CheckList(IQueryCollection query)
    {
        if (query.TryGetValue("page_size", out var size)
            && !(int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 100))
        {
            return ErrorAnswer.Invalid("query", "page_size", "Input should be an integer from 1 to 100", "int_range");
        }

        if (query.TryGetValue("status", out var status) && !s_statuses.Contains(status.ToString()))
        {
            return ErrorAnswer.Invalid("query", "status", $"Input should be one of {string.Join(", ", s_statuses)}", "enum");
        }

        foreach (string name in (string[])["created_at_on_or_after", "created_at_on_or_before"])
        {
            if (query.TryGetValue(name, out var time) && ReadTime(time) is null)
            {
                return ErrorAnswer.Invalid("query", name, "Input should be a valid datetime", "datetime_parsing");
            }
        }

        return query.TryGetValue("page_token", out var token) && ReadToken(token) is null
            ? ErrorAnswer.Of(400, "Invalid page token")
            : null;
    }

    private static IResult Cancel(string jobId, string? projectId, JobStore jobs)
    {
        if (jobs.Find(jobId, projectId) is not JsonObject job)
        {
            return ErrorAnswer.Of(404, $"Classify job {jobId} not found");
        }

        string status = JobStore.Text(job, "status");
        if (status is "COMPLETED" or "FAILED" or "CANCELLED")
        {
            return ErrorAnswer.Of(409, $"Classify job {jobId} is already {status}");
        }

        job["status"] = "CANCELLED";
        jobs.Put(job);
        return Results.Json(job);
    }

    private static IResult List(IQueryCollection query, JobStore jobs)
    {
        string[] ids = jobs.ListIgnoresIds ? [] : [.. query["job_ids"].OfType<string>()];
        DateTimeOffset? after = ReadTime(query["created_at_on_or_after"]);
        DateTimeOffset? before = ReadTime(query["created_at_on_or_before"]);
        IReadOnlyList<JsonObject> candidates = ids.Length == 0 ? jobs.Of(ProjectOf(query)) : jobs.Of(ProjectOf(query), ids);
        List<JsonObject> found = [.. candidates.Where(job =>
            Fits(job, "status", query["status"])
            && Fits(job, "configuration_id", query["configuration_id"])
            && (after is null || ReadTime(JobStore.Text(job, "created_at")) >= after)
            && (before is null || ReadTime(JobStore.Text(job, "created_at")) <= before))];

        int size = query.TryGetValue("page_size", out var text) ? int.Parse(text!, CultureInfo.InvariantCulture) : DefaultPageSize;
        size = Math.Min(size, jobs.LargestPage);
        int start = query.TryGetValue("page_token", out var token) ? ReadToken(token)!.Value : 0;
        int next = start + size;
        return Results.Json(new JsonObject
        {
            ["items"] = new JsonArray([.. found.Skip(start).Take(size)]),
            ["next_page_token"] = next < found.Count ? "after-" + next.ToString(CultureInfo.InvariantCulture) : null,
            ["total_size"] = null,
        });
    }

    private static string? ProjectOf(IQueryCollection query) => query.TryGetValue("project_id", out var id) ? id.ToString() : null;

    private static bool Fits(JsonObject job, string field, string? wanted) => string.IsNullOrEmpty(wanted) || JobStore.Text(job, field) == wanted;

    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    private static int? ReadToken(string? token) =>
        token?.StartsWith("after-", StringComparison.Ordinal) == true && int.TryParse(token[6..], NumberStyles.None, CultureInfo.InvariantCulture, out int start)
            ? start
            : null;
}
