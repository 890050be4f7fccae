using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlamaCloud.Emulator.Projects;

/// <summary><c>/api/v2/organizations</c>, <c>/api/v2/projects</c> and <c>/api/v1/projects</c>, one item to a page.</summary>
internal static class ProjectRoutes
{
    public const string Acme = "0a000000-0000-4000-8000-00000000000a";
    public const string Globex = "0b000000-0000-4000-8000-00000000000b";

    private static readonly JsonObject[] s_organizations = [Organization(Acme, "Acme"), Organization(Globex, "Globex")];

    private static readonly JsonObject[] s_projects =
    [
        Project(JobStore.DefaultProjectId, "Default", Acme, true),
        Project(JobStore.OtherProjectId, "Invoices 2026", Acme, false),
        Project("e5c2fad1-3b88-4d69-9e10-4f6bac8d7e33", "Default", Globex, true),
    ];

    /// <summary>The projects of every organization.</summary>
    public static IEnumerable<string> Ids => s_projects.Select(project => Text(project, "id")!);

    /// <summary>The organization of a project; null for one that is none.</summary>
    public static string? OrganizationOf(string projectId) =>
        s_projects.Where(project => Text(project, "id") == projectId).Select(project => Text(project, "organization_id")).FirstOrDefault();

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v2/organizations", (HttpRequest request) => Page(request.Query, s_organizations));
        app.MapGet("/api/v2/projects", (HttpRequest request) => request.Query["organization_id"].ToString() is { Length: > 0 } organization
            ? Page(request.Query, s_projects.Where(project => Text(project, "organization_id") == organization))
            : ErrorAnswer.Of(400, "organization_id is required"));
        app.MapGet("/api/v2/projects/{projectId}", (string projectId) => s_projects.FirstOrDefault(
            project => Text(project, "id") == projectId) is JsonObject found
            ? Results.Json(found)
            : ErrorAnswer.Of(404, $"Project {projectId} not found"));
        app.MapGet("/api/v1/projects", (HttpRequest request) => Results.Json(s_projects.Where(project =>
            request.Query["organization_id"].ToString() is not { Length: > 0 } organization
                || Text(project, "organization_id") == organization)));
    }

    private static IResult Page(IQueryCollection query, IEnumerable<JsonObject> all)
    {
        JsonObject[] list = [.. all];
        int start = int.TryParse(query["page_token"], NumberStyles.None, CultureInfo.InvariantCulture, out int token) ? token : 0;
        return Results.Json(new
        {
            items = list.Skip(start).Take(1),
            next_page_token = start + 1 < list.Length ? (start + 1).ToString(CultureInfo.InvariantCulture) : null,
        });
    }

    private static string? Text(JsonObject item, string name) => (string?)item[name];

    private static JsonObject Organization(string id, string name) =>
        new() { ["id"] = id, ["name"] = name, ["metadata"] = new JsonObject() };

    private static JsonObject Project(string id, string name, string organization, bool isDefault) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["organization_id"] = organization,
        ["is_default"] = isDefault,
        ["created_at"] = "2026-03-01T08:00:00Z",
        ["updated_at"] = null,
    };
}
