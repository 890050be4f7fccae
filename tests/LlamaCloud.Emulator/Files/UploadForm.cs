using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LlamaCloud.Emulator.Files;

/// <summary>A form with a file, which goes to the disk as it arrives.</summary>
/// <param name="files">Where the file goes.</param>
/// <param name="fileField">The field that has it.</param>
internal sealed class UploadForm(FileStore files, string fileField) : IDisposable
{
    // The longest text of a form that the service's framework takes.
    private const int LongestText = 1024 * 1024;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>Its texts, by their fields.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>Its file; null without one.</summary>
    public ReceivedFile? File { get; private set; }

    /// <summary>The head of the file's part; null without one.</summary>
    public PartHead? Head { get; private set; }

    /// <summary>What was received and not stored is gone.</summary>
    public void Dispose() => File?.Dispose();

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It is no form, or not whole.</exception>
    public async Task ReadAsync(HttpRequest request, CancellationToken cancellation)
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
            if (head.Name == fileField && head.FileName is not null)
            {
                // Of several the last counts, as the service has it.
                File?.Dispose();
                File = new ReceivedFile(files.NewPath(), files.LargestFile);
                Head = head;
                await File.ReceiveAsync(body, cancellation);
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
}
