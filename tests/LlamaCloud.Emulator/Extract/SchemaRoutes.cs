using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlamaCloud.Emulator.Extract;

/// <summary><c>/api/v2/extract/schema</c>: a schema is checked, or made of a few words or the labels of a document.</summary>
internal static partial class SchemaRoutes
{
    private const string Base = "/api/v2/extract/schema";

    public static void Map(IEndpointRouteBuilder app, FileStore files)
    {
        app.MapPost(Base + "/validation", async (HttpRequest request) => Validate(await BodyField.ReadAsync(request)));
        app.MapPost(Base + "/generate", async (HttpRequest request) =>
            ProjectScope.Check(request.Query) ?? await GenerateAsync(request, files));
    }

    private static IResult Validate(BodyField body)
    {
        JsonObject? schema = ExtractSettings.ReadSchema(body["data_schema"].Required());
        if (body.Problems.Count > 0)
        {
            return ErrorAnswer.Invalid(body.Problems);
        }

        schema!["additionalProperties"] = false;
        return Results.Json(new JsonObject { ["data_schema"] = schema });
    }

    private static async Task<IResult> GenerateAsync(HttpRequest request, FileStore files)
    {
        BodyField body = await BodyField.ReadAsync(request);
        string? prompt = body["prompt"].OrNull().Text();
        string? file = body["file_id"].OrNull().Text();
        JsonObject? schema = body["data_schema"].OrNull() is { IsThere: true } given ? ExtractSettings.ReadSchema(given) : null;
        if (body.Problems.Count > 0)
        {
            return ErrorAnswer.Invalid(body.Problems);
        }

        if (file is not null && files.Find(file)?.ProjectId != ProjectScope.Of(request.Query))
        {
            return ErrorAnswer.Of(404, $"File {file} not found");
        }

        schema ??= new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() };
        string? text = file is null ? null : await DocumentText.ReadAsync(files.Find(file)!);
        IEnumerable<string> labels = (text ?? string.Empty).Split('\n').Select(line => Label().Match(line).Groups[1].Value);
        string[] names = [.. (prompt ?? string.Empty).Split(',').Concat(labels)];
        JsonObject properties = schema["properties"]!.AsObject();
        foreach (string name in names.Select(name => name.Trim()).Where(name => name.Length > 0))
        {
            JsonObject field = new() { ["type"] = "string", ["description"] = $"The {name.ToLowerInvariant()}" };
            properties[Space().Replace(name.ToLowerInvariant(), "_")] = field;
        }

        return Results.Json(new JsonObject
        {
            ["name"] = $"schema-{Guid.NewGuid():N}",
            ["parameters"] = new JsonObject { ["product_type"] = "extract_v2", ["data_schema"] = schema },
        });
    }

    [GeneratedRegex(@"^\s*([\p{L} ]+):\s*\S")]
    private static partial Regex Label();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Space();
}
