using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LlamaCloud.Emulator.Directories;

/// <summary><c>/api/v1/beta/directories</c>, and the files in them.</summary>
internal sealed class DirectoryRoutes(DirectoryStore directories, FileStore files, TimeProvider clock)
{
    private const string Base = "/api/v1/beta/directories";
    private const int DefaultPageSize = 20;
    private const int LargestPageSize = 100;

    private static readonly Dictionary<string, string> s_nothing = [];

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Base, CreateAsync);
        app.MapGet(Base, (HttpRequest request) =>
            ProjectScope.Check(request.Query) ?? CheckType(request.Query) ?? ListPage.Check(request.Query, LargestPageSize) ?? List(request.Query));
        app.MapGet(Base + "/{id}", (string id, HttpRequest request) => With(id, request, one => Results.Json(one.Describe())));
        app.MapDelete(Base + "/{id}", (string id, HttpRequest request) => With(id, request, one =>
        {
            directories.Remove(one.Id);
            return Results.NoContent();
        }));
        app.MapPost(Base + "/{id}/files", (string id, HttpRequest request) => WithAsync(id, request, one => AddAsync(one, request)));
        app.MapPost(Base + "/{id}/files/upload", (string id, HttpRequest request) => WithAsync(id, request, one => UploadAsync(one, request)));
        app.MapGet(Base + "/{id}/files", (string id, HttpRequest request) =>
            With(id, request, one => ListPage.Check(request.Query, directories.LargestPage) ?? ListFiles(one, request.Query)));
        app.MapDelete(Base + "/{id}/files/{file}", (string id, string file, HttpRequest request) =>
            With(id, request, one => directories.RemoveFile(one.Id, file) ? Results.NoContent() : ErrorAnswer.Of(404, $"Directory file {file} not found")));
    }

    private static IResult? CheckType(IQueryCollection query) => query.TryGetValue("type", out var type) && type.ToString() is not ("user" or "index" or "ephemeral")
        ? ErrorAnswer.Invalid("query", "type", "Input should be 'user', 'index' or 'ephemeral'", "literal_error")
        : null;

    private IResult With(string id, HttpRequest request, Func<StoredDirectory, IResult> answer) => ProjectScope.Check(request.Query)
        ?? (directories.Find(id) is StoredDirectory one && one.ProjectId == ProjectScope.Of(request.Query) ? answer(one) : ErrorAnswer.Of(404, $"Directory {id} not found"));

    private async Task<IResult> WithAsync(string id, HttpRequest request, Func<StoredDirectory, Task<IResult>> answer)
    {
        StoredDirectory? found = null;
        IResult refused = With(id, request, one =>
        {
            found = one;
            return Results.Empty;
        });
        return found is null ? refused : await answer(found);
    }

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        BodyField body = await BodyField.ReadAsync(request);
        string? name = body["name"].Required().Text(1);
        string? description = body["description"].OrNull().Text();
        string type = body["type"].OneOf("user", "ephemeral") ?? "user";
        return ProjectScope.Check(request.Query)
            ?? (body.Problems.Count > 0
                ? ErrorAnswer.Invalid(body.Problems)
                : Results.Json(directories.Add(name!, type, ProjectScope.Of(request.Query), description).Describe(), statusCode: 201));
    }

    private IResult List(IQueryCollection query)
    {
        string project = ProjectScope.Of(query);
        JsonObject[] found = [.. directories.All.Reverse()
            .Where(one => one.ProjectId == project && Fits(query, "name", one.Name) && Fits(query, "type", one.Type))
            .Select(one => one.Describe())];
        return ListPage.Answer(found, query, DefaultPageSize);
    }

    private async Task<IResult> AddAsync(StoredDirectory directory, HttpRequest request)
    {
        BodyField body = await BodyField.ReadAsync(request);
        string? id = body["file_id"].Required().Text(1);
        string? unique = body["unique_id"].OrNull().Text(1);
        string? name = body["display_name"].OrNull().Text(1);
        return body.Problems.Count > 0 ? ErrorAnswer.Invalid(body.Problems)
            : files.Find(id!) is not StoredFile file || file.ProjectId != directory.ProjectId ? ErrorAnswer.Of(404, $"File {id} not found")
            : Put(directory, unique ?? file.ExternalFileId ?? file.Name, name ?? file.Name, file.Id, s_nothing);
    }

    private async Task<IResult> UploadAsync(StoredDirectory directory, HttpRequest request)
    {
        using UploadForm form = new(files, "upload_file");
        try
        {
            await form.ReadAsync(request, request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return ErrorAnswer.Of(400, "There was an error parsing the body");
        }

        if (form.Head?.FileName is not { Length: > 0 } name)
        {
            return ErrorAnswer.Invalid("body", "upload_file", "Field required", "missing");
        }

        if (form.File!.IsTooLarge)
        {
            return ErrorAnswer.Of(413, $"File size exceeds the limit of {files.LargestFile} bytes");
        }

        Dictionary<string, string>? metadata = form.Texts.TryGetValue("metadata", out string? text) ? JsonSerializer.Deserialize<Dictionary<string, string>>(text) : null;
        string? external = form.Texts.GetValueOrDefault("external_file_id");
        StoredFile stored = form.File.Store(new StoredFile(FileStore.NewId(), name, directory.ProjectId)
        {
            ExternalFileId = external,
            ContentType = form.Head.ContentType,
            LastModifiedAt = clock.GetUtcNow(),
        });
        files.Put(stored);
        return Put(directory, form.Texts.GetValueOrDefault("unique_id") ?? external ?? name, form.Texts.GetValueOrDefault("display_name") ?? name, stored.Id, metadata ?? s_nothing);
    }

    private IResult Put(StoredDirectory directory, string unique, string name, string fileId, IReadOnlyDictionary<string, string> metadata) =>
        directories.Put(directory, unique, name, fileId, metadata) is DirectoryEntry entry
            ? Results.Json(entry.Describe(), statusCode: 201)
            : ErrorAnswer.Of(409, $"Directory {directory.Id} has a file with the unique id {unique}");

    private IResult ListFiles(StoredDirectory directory, IQueryCollection query)
    {
        bool withDeleted = query["include_deleted"] == "true";
        JsonObject[] found = [.. directories.FilesOf(directory.Id)
            .Where(entry => (withDeleted || entry.DeletedAt is null) && Fits(query, "unique_id", entry.UniqueId) && Fits(query, "display_name", entry.DisplayName) && Fits(query, "file_id", entry.FileId))
            .Select(entry => entry.Describe())];
        return ListPage.Answer(found, query, DefaultPageSize);
    }

    private static bool Fits(IQueryCollection query, string name, string? value) => !query.TryGetValue(name, out var wanted) || wanted == value;
}
