using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlamaCloud.Emulator.Classify;

/// <summary><c>/api/v2/classify</c>: create, get, list, cancel and delete, with the service's checks.</summary>
internal static class ClassifyRoutes
{
    private const int DefaultPageSize = 20;
    private const int LargestPageSize = 100;

    private static readonly string[] s_statuses = ["PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED"];

    public static void Map(IEndpointRouteBuilder app, JobStore jobs, JobCreation creation)
    {
        app.MapPost("/api/v2/classify", creation.CreateAsync);
        app.MapGet("/api/v2/classify/{jobId}", (string jobId, HttpRequest request) =>
            ProjectScope.Check(request.Query)
            ?? (jobs.Find(jobId, ProjectScope.Of(request.Query)) is JsonObject job
                ? Results.Json(job)
                : NotFound(jobId)));
        app.MapPost("/api/v2/classify/{jobId}/cancel", (string jobId, HttpRequest request) =>
            ProjectScope.Check(request.Query) ?? Cancel(jobId, ProjectScope.Of(request.Query), jobs));
        app.MapDelete("/api/v2/classify/{jobId}", (string jobId, HttpRequest request) =>
            ProjectScope.Check(request.Query) ?? Delete(jobId, ProjectScope.Of(request.Query), jobs));
        app.MapGet("/api/v2/classify", (HttpRequest request) => ProjectScope.Check(request.Query) ?? CheckList(request.Query) ?? List(request.Query, jobs));
    }

    private static IResult? CheckList(IQueryCollection query)
    {
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

        return ListPage.Check(query, LargestPageSize);
    }

    private static IResult Cancel(string jobId, string? projectId, JobStore jobs)
    {
        string? status = jobs.Cancel(jobId, projectId);
        return status is null ? NotFound(jobId)
            : JobStore.IsTerminal(status) ? ErrorAnswer.Of(409, $"Classify job {jobId} is already {status}")
            : Results.Json(jobs.Find(jobId, projectId));
    }

    private static IResult Delete(string jobId, string projectId, JobStore jobs)
    {
        string? status = jobs.Remove(jobId, projectId);
        return status is null ? NotFound(jobId)
            : !JobStore.IsTerminal(status) ? ErrorAnswer.Of(409, $"Classify job {jobId} is {status}; cancel it first")
            : Results.Json(new JsonObject { ["id"] = jobId, ["project_id"] = projectId });
    }

    private static IResult NotFound(string jobId) => ErrorAnswer.Of(404, $"Classify job {jobId} not found");

    private static IResult List(IQueryCollection query, JobStore jobs)
    {
        string[] ids = jobs.ListIgnoresIds ? [] : [.. query["job_ids"].OfType<string>()];
        DateTimeOffset? after = ReadTime(query["created_at_on_or_after"]);
        DateTimeOffset? before = ReadTime(query["created_at_on_or_before"]);
        IReadOnlyList<JsonObject> candidates = ids.Length == 0 ? jobs.Of(ProjectScope.Of(query)) : jobs.Of(ProjectScope.Of(query), ids);
        List<JsonObject> found = [.. candidates.Where(job =>
            Fits(job, "status", query["status"])
            && Fits(job, "configuration_id", query["configuration_id"])
            && (after is null || ReadTime(JobStore.Text(job, "created_at")) >= after)
            && (before is null || ReadTime(JobStore.Text(job, "created_at")) <= before))];
        return ListPage.Answer(found, query, DefaultPageSize, jobs.LargestPage);
    }

    private static bool Fits(JsonObject job, string field, string? wanted) => string.IsNullOrEmpty(wanted) || JobStore.Text(job, field) == wanted;

    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
