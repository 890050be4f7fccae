using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlamaCloud.Emulator.Jobs;

/// <summary>Create, get, list, cancel and delete of one product's jobs, with the service's checks.</summary>
internal sealed class JobRoutes(JobStore jobs, Func<HttpRequest, Task<IResult>> create)
{
    private const int DefaultPageSize = 20;
    private const int LargestPageSize = 100;

    private JobKind Kind => jobs.Kind;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Kind.Route, (HttpRequest request) => create(request));
        app.MapGet(Kind.Route + "/{jobId}", (string jobId, HttpRequest request) =>
            ProjectScope.Check(request.Query)
            ?? (jobs.Find(jobId, ProjectScope.Of(request.Query)) is JsonObject job
                ? Kind.AnswerOne?.Invoke(job, request.Query) ?? Results.Json(Kind.Show(job, Expanded(request.Query), true))
                : NotFound(jobId)));
        app.MapPost(Kind.Route + "/{jobId}/cancel", (string jobId, HttpRequest request) =>
            ProjectScope.Check(request.Query) ?? Cancel(jobId, ProjectScope.Of(request.Query)));
        if (Kind.IsDeletable)
        {
            app.MapDelete(Kind.Route + "/{jobId}", (string jobId, HttpRequest request) =>
                ProjectScope.Check(request.Query) ?? Delete(jobId, ProjectScope.Of(request.Query)));
        }

        app.MapGet(
            Kind.Route, (HttpRequest request) => ProjectScope.Check(request.Query) ?? CheckList(request.Query) ?? List(request.Query));
    }

    private IResult? CheckList(IQueryCollection query)
    {
        string[] statuses = [.. Kind.Statuses, .. Kind.OtherStatuses];
        if (query.TryGetValue("status", out var status) && !statuses.Contains(status.ToString()))
        {
            return ErrorAnswer.Invalid("query", "status", $"Input should be one of {string.Join(", ", statuses)}", "enum");
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

    private IResult Cancel(string jobId, string? projectId)
    {
        string? status = jobs.Cancel(jobId, projectId);
        return status is null ? NotFound(jobId)
            : Kind.IsTerminal(status) ? ErrorAnswer.Of(409, $"{Kind.Name} {jobId} is already {status}")
            : Results.Json(Kind.Show(jobs.Find(jobId, projectId)!, [], false));
    }

    private IResult Delete(string jobId, string projectId)
    {
        string? status = jobs.Remove(jobId, projectId);
        return status is null ? NotFound(jobId)
            : !Kind.IsTerminal(status) ? ErrorAnswer.Of(409, $"{Kind.Name} {jobId} is {status}; cancel it first")
            : Results.Json(new JsonObject { ["id"] = jobId, ["project_id"] = projectId });
    }

    private IResult NotFound(string jobId) => ErrorAnswer.Of(404, $"{Kind.Name} {jobId} not found");

    private IResult List(IQueryCollection query)
    {
        string[] ids = jobs.ListIgnoresIds ? [] : [.. query["job_ids"].OfType<string>()];
        DateTimeOffset? after = ReadTime(query["created_at_on_or_after"]);
        DateTimeOffset? before = ReadTime(query["created_at_on_or_before"]);
        IReadOnlyCollection<string> expanded = Expanded(query);
        IReadOnlyList<JsonObject> candidates = ids.Length == 0 ? jobs.Of(ProjectScope.Of(query)) : jobs.Of(ProjectScope.Of(query), ids);
        List<JsonObject> found = [.. candidates.Where(job =>
            Fits(job, "status", query["status"])
            && Kind.Filters.All(field => Fits(job, field, query[field]))
            && (after is null || ReadTime(JobStore.Text(job, "created_at")) >= after)
            && (before is null || ReadTime(JobStore.Text(job, "created_at")) <= before))
            .Select(job => Kind.Show(job, expanded, false))];
        return ListPage.Answer(found, query, DefaultPageSize, jobs.LargestPage);
    }

    private static string[] Expanded(IQueryCollection query) => [.. query["expand"].OfType<string>().SelectMany(part => part.Split(','))];

    private static bool Fits(JsonObject job, string field, string? wanted) =>
        string.IsNullOrEmpty(wanted) || JobStore.Text(job, field) == wanted;

    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
