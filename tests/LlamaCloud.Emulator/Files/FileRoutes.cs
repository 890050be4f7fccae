using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlamaCloud.Emulator.Files;

/// <summary><c>/api/v1/beta/files</c>: upload, get, list, content and delete, with the service's checks.</summary>
internal static class FileRoutes
{
    private const string Base = "/api/v1/beta/files";
    private const int DefaultPageSize = 50;
    private const int LargestPageSize = 1000;
    private const int DefaultSeconds = 3600;

    private static readonly Dictionary<string, Func<StoredFile, string?>> s_orders = new(StringComparer.Ordinal)
    {
        ["id"] = file => file.Id,
        ["name"] = file => file.Name,
        ["external_file_id"] = file => file.ExternalFileId,
        ["file_type"] = file => file.FileType,
        ["purpose"] = file => file.Purpose,
        ["last_modified_at"] = file => Timestamps.Text(file.LastModifiedAt),
    };

    public static void Map(IEndpointRouteBuilder app, FileStore files, PresignedLinks links, TimeProvider clock)
    {
        app.MapPost(Base, async (HttpRequest request) =>
            ProjectScope.Check(request.Query) ?? await FileUpload.ReceiveAsync(request, files, clock));
        app.MapGet(
            Base,
            (HttpRequest request) => ProjectScope.Check(request.Query) ?? CheckList(request.Query) ?? List(request.Query, files, links));
        app.MapGet(Base + "/{fileId}", (string fileId, HttpRequest request) =>
            With(files, fileId, request, file => Results.Json(Expand(file, request.Query, links))));
        app.MapGet(Base + "/{fileId}/content", (string fileId, HttpRequest request) =>
            With(files, fileId, request, file => Content(file, request.Query, links)));
        app.MapDelete(Base + "/{fileId}", (string fileId, HttpRequest request) => With(files, fileId, request, file =>
        {
            files.Remove(file.Id);
            return Results.NoContent();
        }));
    }

    public static JsonObject Describe(StoredFile file) => new()
    {
        ["id"] = file.Id,
        ["name"] = file.Name,
        ["external_file_id"] = file.ExternalFileId,
        ["file_type"] = file.FileType,
        ["project_id"] = file.ProjectId,
        ["last_modified_at"] = Timestamps.Text(file.LastModifiedAt),
        ["expires_at"] = file.ExpiresAt is DateTimeOffset end ? Timestamps.Text(end) : null,
        ["purpose"] = file.Purpose,
        ["download_url"] = null,
    };

    private static IResult With(FileStore files, string id, HttpRequest request, Func<StoredFile, IResult> answer) =>
        ProjectScope.Check(request.Query)
        ?? (files.Find(id) is StoredFile file && file.ProjectId == ProjectScope.Of(request.Query)
            ? answer(file)
            : ErrorAnswer.Of(404, $"File {id} not found"));

    private static JsonObject Expand(StoredFile file, IQueryCollection query, PresignedLinks links)
    {
        JsonObject answer = Describe(file);
        if (query["expand"].Contains("download_url"))
        {
            answer["download_url"] = links.To(file, TimeSpan.FromSeconds(DefaultSeconds));
        }

        return answer;
    }

    private static IResult Content(StoredFile file, IQueryCollection query, PresignedLinks links)
    {
        int seconds = DefaultSeconds;
        if (query.TryGetValue("expires_at_seconds", out var text)
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) && seconds > 0))
        {
            return ErrorAnswer.Invalid("query", "expires_at_seconds", "Input should be a valid integer above 0", "int_parsing");
        }

        return Results.Json(links.To(file, TimeSpan.FromSeconds(seconds)));
    }

    private static IResult? CheckList(IQueryCollection query) =>
        Order(query).Find(order => !s_orders.ContainsKey(order.Field)) is { Field: string unknown }
            ? ErrorAnswer.Invalid("query", "order_by", $"Value error, there is no field {unknown}", "value_error")
            : ListPage.Check(query, LargestPageSize);

    private static IResult List(IQueryCollection query, FileStore files, PresignedLinks links)
    {
        string project = ProjectScope.Of(query);
        string?[] ids = [.. query["file_ids"]];
        // Newest first unless an order is given, and among equals in any case.
        IEnumerable<StoredFile> found = files.All.Reverse().Where(file =>
            file.ProjectId == project
            && (ids.Length == 0 || ids.Contains(file.Id))
            && Fits(query, "file_name", file.Name)
            && Fits(query, "external_file_id", file.ExternalFileId));
        foreach ((string field, bool isDescending) in Enumerable.Reverse(Order(query)))
        {
            found = isDescending
                ? found.OrderByDescending(s_orders[field], StringComparer.Ordinal)
                : found.OrderBy(s_orders[field], StringComparer.Ordinal);
        }

        return ListPage.Answer([.. found.Select(file => Expand(file, query, links))], query, DefaultPageSize);
    }

    private static bool Fits(IQueryCollection query, string name, string? value) =>
        !query.TryGetValue(name, out var wanted) || wanted == value;

    private static List<(string Field, bool IsDescending)> Order(IQueryCollection query) =>
        [.. query["order_by"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(field => field.EndsWith(" desc", StringComparison.Ordinal) ? (field[..^5].TrimEnd(), true) : (field, false))];
}
