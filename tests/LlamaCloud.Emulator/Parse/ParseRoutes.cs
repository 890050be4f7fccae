using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlamaCloud.Emulator.Parse;

/// <summary>
/// What parse jobs have beside the routes of every job: versions, and a create from a form. And what the module has no cmdlet for, as
/// far as the generic way to call anything needs it: pages by the body of a POST; an image.
/// </summary>
internal sealed class ParseRoutes(JobCreation creation, FileStore files)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v2/parse/versions", () => Results.Json(ParseResults.Versions()));
        app.MapPost("/api/v2/parse/upload", UploadAsync);
        app.MapPost("/api/v1/beta/agent-data/:search", async (HttpRequest request) => Search(await JsonNode.ParseAsync(request.Body)));
        app.MapGet("/api/v1/parsing/job/{jobId}/result/image/{name}", (string name) => name == "page_1.jpg"
            ? Results.Bytes([.. Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251))], "image/jpeg")
            : ErrorAnswer.Of(404, $"Image {name} not found"));
    }

    private async Task<IResult> UploadAsync(HttpRequest request)
    {
        if (ProjectScope.Check(request.Query) is IResult outside)
        {
            return outside;
        }

        IFormCollection form = await request.ReadFormAsync();
        if (form.Files.GetFile("file") is not IFormFile file)
        {
            return ErrorAnswer.Invalid("body", "file", "Field required", "missing");
        }

        using MemoryStream bytes = new();
        await file.CopyToAsync(bytes);
        string project = ProjectScope.Of(request.Query);
        StoredFile stored = new StoredFile($"dfl-{Guid.NewGuid()}", file.FileName, project)
        {
            Purpose = "parse",
            ContentType = file.ContentType,
        }.With(bytes.ToArray());
        files.Put(stored);
        JsonNode configuration = JsonNode.Parse((string?)form["configuration"] ?? "{}")!;
        configuration["file_id"] = stored.Id;
        // Forms of any kind are tried here: what they do not say is put in its place.
        configuration["tier"] ??= "fast";
        configuration["version"] ??= "latest";
        return await creation.CreateAsync(BodyField.Of(configuration), project);
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

        JsonNode[] all =
        [
            .. Enumerable.Range(1, 5)
                .Select(number => new JsonObject { ["id"] = number, ["deployment_name"] = (string?)body["deployment_name"] }),
        ];
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
}
