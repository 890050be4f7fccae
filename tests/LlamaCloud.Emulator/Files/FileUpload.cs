using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LlamaCloud.Emulator.Files;

/// <summary>One upload: a form whose file goes to the disk as it arrives.</summary>
internal sealed class FileUpload(FileStore files, TimeProvider clock) : IDisposable
{
    // The longest text of a form that the service's framework takes.
    private const int LongestText = 1024 * 1024;

    private static readonly string[] s_purposes = ["user_data", "parse", "extract", "split", "classify", "sheet", "agent_app"];

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private ReceivedFile? _file;
    private PartHead? _head;

    public static async Task<IResult> ReceiveAsync(HttpRequest request, FileStore files, TimeProvider clock)
    {
        using FileUpload upload = new(files, clock);
        try
        {
            await upload.ReadAsync(request, request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return ErrorAnswer.Of(400, "There was an error parsing the body");
        }

        return upload.Finish(ProjectScope.Of(request.Query));
    }

    /// <summary>What was received and not stored is gone.</summary>
    public void Dispose() => _file?.Dispose();

    private async Task ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || type.MediaType != "multipart/form-data")
        {
            return;
        }

        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            throw new InvalidDataException("There is no boundary.");
        }

        MultipartBody body = new(request.Body, boundary);
        while (await body.NextAsync(cancellation) is PartHead head)
        {
            if (head is { Name: "file", FileName: not null })
            {
                // Of several the last counts, as the service has it.
                _file?.Dispose();
                _file = new ReceivedFile(files.NewPath(), files.LargestFile);
                _head = head;
                await _file.ReceiveAsync(body, cancellation);
            }
            else if (head.Name is not null)
            {
                _texts[head.Name] = await ReadTextAsync(body, cancellation);
            }
        }
    }

    private static async Task<string> ReadTextAsync(MultipartBody body, CancellationToken cancellation)
    {
        using MemoryStream text = new();
        byte[] buffer = new byte[4096];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            text.Write(buffer, 0, read);
            if (text.Length > LongestText)
            {
                throw new InvalidDataException("A text is too long.");
            }
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private IResult Finish(string projectId)
    {
        if (_file?.IsTooLarge == true)
        {
            return ErrorAnswer.Of(413, $"File size exceeds the limit of {files.LargestFile} bytes");
        }

        if (Check() is { Length: > 0 } problems)
        {
            return ErrorAnswer.Invalid(problems);
        }

        StoredFile stored = _file!.Store(new StoredFile(FileStore.NewId(), _head!.FileName!, projectId)
        {
            Purpose = _texts["purpose"],
            ExternalFileId = _texts.GetValueOrDefault("external_file_id"),
            ContentDisposition = _head.Disposition,
            ContentType = _head.ContentType,
            LastModifiedAt = clock.GetUtcNow(),
        });
        files.Put(stored);
        return Results.Json(FileRoutes.Describe(stored), statusCode: 201);
    }

    private Problem[] Check()
    {
        IEnumerable<Problem> Find()
        {
            if (!_texts.TryGetValue("purpose", out string? purpose))
            {
                yield return new Problem(["body", "purpose"], "Field required", "missing");
            }
            else if (!s_purposes.Contains(purpose))
            {
                yield return new Problem(["body", "purpose"], $"Input should be one of {string.Join(", ", s_purposes)}", "enum");
            }

            if (_head is null)
            {
                yield return _texts.ContainsKey("file")
                    ? new Problem(["body", "file"], "Value error, Expected UploadFile, received: <class 'str'>", "value_error")
                    : new Problem(["body", "file"], "Field required", "missing");
            }
            else if (_head.FileName is { Length: 0 or > 3000 })
            {
                yield return new Problem(["body", "file"], "The name of a file should have 1 to 3000 characters", "value_error");
            }
        }

        return [.. Find()];
    }
}
