using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlamaCloud.Emulator.Webhooks;

/// <summary><c>/api/v1/beta/webhook-configs</c>: create, get, list, change and delete, with the service's checks.</summary>
internal static class WebhookRoutes
{
    private const string Base = "/api/v1/beta/webhook-configs";

    public static void Map(IEndpointRouteBuilder app, WebhookStore store)
    {
        app.MapPost(Base, async (HttpRequest request) => ProjectScope.Check(request.Query) ?? await CreateAsync(request, store));
        app.MapGet(Base, (HttpRequest request) => ProjectScope.Check(request.Query)
            ?? Results.Json(new JsonArray([.. store.Of(ProjectScope.Of(request.Query)).Select(webhook => webhook.Describe())])));
        app.MapGet(Base + "/{id}", (string id, HttpRequest request) =>
            With(store, id, request, webhook => Results.Json(webhook.Describe())));
        app.MapPut(Base + "/{id}", async (string id, HttpRequest request) =>
        {
            BodyField body = await ReadAsync(request);
            return body.Problems.Count > 0
                ? ErrorAnswer.Invalid(body.Problems)
                : With(store, id, request, webhook => Results.Json(store.Change(webhook, body.AsObject()!).Describe()));
        });
        app.MapDelete(Base + "/{id}", (string id, HttpRequest request) => With(store, id, request, webhook =>
        {
            store.Remove(webhook);
            return Results.NoContent();
        }));
    }

    private static IResult With(WebhookStore store, string id, HttpRequest request, Func<SavedWebhook, IResult> answer) =>
        ProjectScope.Check(request.Query)
        ?? (store.Find(id, ProjectScope.Of(request.Query)) is SavedWebhook webhook ? answer(webhook)
            : ErrorAnswer.Of(404, $"Webhook configuration {id} not found"));

    private static async Task<IResult> CreateAsync(HttpRequest request, WebhookStore store)
    {
        BodyField body = await ReadAsync(request);
        body["webhook_url"].Required();
        return body.Problems.Count > 0
            ? ErrorAnswer.Invalid(body.Problems)
            : Results.Json(store.Add((JsonObject)body.AsObject()!.DeepClone(), ProjectScope.Of(request.Query)).Describe(), statusCode: 201);
    }

    private static async Task<BodyField> ReadAsync(HttpRequest request)
    {
        BodyField body = await BodyField.ReadAsync(request);
        if (body.Problems.Count == 0)
        {
            WebhookFields.Check(body);
        }

        return body;
    }
}
