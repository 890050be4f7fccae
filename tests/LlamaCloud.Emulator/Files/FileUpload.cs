using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator.Files;

/// <summary>One upload: a form whose file goes to the disk as it arrives.</summary>
internal sealed class FileUpload(FileStore files, TimeProvider clock) : IDisposable
{
    private static readonly string[] s_purposes = ["user_data", "parse", "extract", "split", "classify", "sheet", "agent_app"];

    private readonly UploadForm _form = new(files, "file");

    public static async Task<IResult> ReceiveAsync(HttpRequest request, FileStore files, TimeProvider clock)
    {
        using FileUpload upload = new(files, clock);
        try
        {
            await upload._form.ReadAsync(request, request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return ErrorAnswer.Of(400, "There was an error parsing the body");
        }

        return upload.Finish(ProjectScope.Of(request.Query));
    }

    /// <summary>What was received and not stored is gone.</summary>
    public void Dispose() => _form.Dispose();

    private IResult Finish(string projectId)
    {
        if (_form.File?.IsTooLarge == true)
        {
            return ErrorAnswer.Of(413, $"File size exceeds the limit of {files.LargestFile} bytes");
        }

        if (Check() is { Length: > 0 } problems)
        {
            return ErrorAnswer.Invalid(problems);
        }

        StoredFile stored = _form.File!.Store(new StoredFile(FileStore.NewId(), _form.Head!.FileName!, projectId)
        {
            Purpose = _form.Texts["purpose"],
            ExternalFileId = _form.Texts.GetValueOrDefault("external_file_id"),
            ContentDisposition = _form.Head.Disposition,
            ContentType = _form.Head.ContentType,
            LastModifiedAt = clock.GetUtcNow(),
        });
        files.Put(stored);
        return Results.Json(FileRoutes.Describe(stored), statusCode: 201);
    }

    private Problem[] Check()
    {
        IEnumerable<Problem> Find()
        {
            if (!_form.Texts.TryGetValue("purpose", out string? purpose))
            {
                yield return new Problem(["body", "purpose"], "Field required", "missing");
            }
            else if (!s_purposes.Contains(purpose))
            {
                yield return new Problem(["body", "purpose"], $"Input should be one of {string.Join(", ", s_purposes)}", "enum");
            }

            if (_form.Head is null)
            {
                yield return _form.Texts.ContainsKey("file")
                    ? new Problem(["body", "file"], "Value error, Expected UploadFile, received: <class 'str'>", "value_error")
                    : new Problem(["body", "file"], "Field required", "missing");
            }
            else if (_form.Head.FileName is { Length: 0 or > 3000 })
            {
                yield return new Problem(["body", "file"], "The name of a file should have 1 to 3000 characters", "value_error");
            }
        }

        return [.. Find()];
    }
}
