using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlamaCloud.Emulator.Configurations;

/// <summary><c>/api/v1/beta/configurations</c>: create, get, list, change and delete, with the service's checks.</summary>
internal static class ConfigurationRoutes
{
    private const string Base = "/api/v1/beta/configurations";
    private const int DefaultPageSize = 50;

    private static readonly string[] s_true = ["true", "1", "yes", "on", "t", "y"];
    private static readonly string[] s_false = ["false", "0", "no", "off", "f", "n"];

    public static void Map(IEndpointRouteBuilder app, ConfigurationStore store)
    {
        app.MapPost(Base, async (HttpRequest request) => ProjectScope.Check(request.Query) ?? await CreateAsync(request, store));
        app.MapGet(
            Base, (HttpRequest request) => ProjectScope.Check(request.Query) ?? CheckList(request.Query) ?? List(request.Query, store));
        app.MapGet(
            Base + "/{id}", (string id, HttpRequest request) => With(store, id, request) ?? Results.Json(store.Find(id)!.Describe()));
        app.MapPut(
            Base + "/{id}", async (string id, HttpRequest request) => With(store, id, request) ?? await ChangeAsync(id, request, store));
        app.MapDelete(
            Base + "/{id}",
            (string id, HttpRequest request) => With(store, id, request) ?? (store.Remove(id) ? Results.NoContent() : NotFound(id)));
    }

    public static IResult NotFound(string id) => ErrorAnswer.Of(404, $"Configuration {id} not found");

    // Null when the project of the request has it.
    private static IResult? With(ConfigurationStore store, string id, HttpRequest request) =>
        ProjectScope.Check(request.Query)
        ?? (store.Find(id)?.ProjectId == ProjectScope.Of(request.Query) ? null : NotFound(id));

    private static async Task<IResult> CreateAsync(HttpRequest request, ConfigurationStore store)
    {
        BodyField body = await BodyField.ReadAsync(request);
        string? name = body["name"].Required().Text(1, 255);
        JsonObject? parameters = ConfigurationParameters.Read(body["parameters"].Required());
        return body.Problems.Count > 0
            ? ErrorAnswer.Invalid(body.Problems)
            : Results.Json(store.Add(name!, parameters!, projectId: ProjectScope.Of(request.Query)).Describe(), statusCode: 201);
    }

    private static async Task<IResult> ChangeAsync(string id, HttpRequest request, ConfigurationStore store)
    {
        BodyField body = await BodyField.ReadAsync(request);
        string? name = body["name"].OrNull().Text(1, 255);
        JsonObject? parameters = ConfigurationParameters.Read(body["parameters"].OrNull());
        return body.Problems.Count > 0 ? ErrorAnswer.Invalid(body.Problems)
            : store.Change(id, name, parameters) is SavedConfiguration changed ? Results.Json(changed.Describe())
            : NotFound(id);
    }

    private static IResult? CheckList(IQueryCollection query)
    {
        if (query["product_type"].FirstOrDefault(product => !ConfigurationParameters.Products.Contains(product)) is not null)
        {
            return ErrorAnswer.Invalid(
                "query", "product_type", $"Input should be one of {string.Join(", ", ConfigurationParameters.Products)}", "enum");
        }

        return query.TryGetValue("latest_only", out var latest)
            && !s_true.Concat(s_false).Contains(latest.ToString(), StringComparer.OrdinalIgnoreCase)
            ? ErrorAnswer.Invalid("query", "latest_only", "Input should be a valid boolean, unable to interpret input", "bool_parsing")
            : ListPage.Check(query, int.MaxValue);
    }

    private static IResult List(IQueryCollection query, ConfigurationStore store)
    {
        string project = ProjectScope.Of(query);
        string?[] products = [.. query["product_type"]];
        IEnumerable<SavedConfiguration> found = store.All.Where(saved =>
            saved.ProjectId == project
            && (products.Length == 0 || products.Contains(saved.ProductType))
            && (!query.TryGetValue("name", out var name) || name == saved.Name));
        if (s_true.Contains(query["latest_only"].ToString(), StringComparer.OrdinalIgnoreCase))
        {
            found = found.DistinctBy(saved => (saved.Name, saved.ProductType));
        }

        return ListPage.Answer([.. found.Select(saved => saved.Describe())], query, DefaultPageSize);
    }
}
