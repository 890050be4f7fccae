using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v1/beta/directories/{directory_id}/files</c>.</summary>
public sealed partial class DirectoryFilesClient
{
    private const string Root = "api/v1/beta/directories";

    private static readonly Answer<LlamaCloudDirectoryFile> s_file =
        JsonAnswer.One(FilesJsonContext.Default.LlamaCloudDirectoryFile, static file => file.Id);

    private readonly Transport _transport;

    internal DirectoryFilesClient(Transport transport) => _transport = transport;

    /// <summary>
    /// An id for a file of this machine, made of its contents and its path: the same file has the same one in every run, and two files
    /// with the same contents have two.
    /// </summary>
    /// <param name="upload">The file; no stream.</param>
    /// <param name="path">Its whole path.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">It is a stream.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Task<string> MakeUniqueIdAsync(FileUpload upload, string path, CancellationToken cancellationToken = default) =>
        ContentHash.OfAsync((upload ?? throw new ArgumentNullException(nameof(upload))).Contents, path, cancellationToken);

    /// <summary>
    /// Uploads a file into a directory (<c>POST .../files/upload</c>), as it is read. With a unique id it is there once: after an attempt
    /// of unknown outcome it is looked for by that, and sent again only where it is not there.
    /// </summary>
    /// <param name="directoryId">The directory, <c>dir-...</c>.</param>
    /// <param name="upload">What. Its purpose does not count: files of directories have none.</param>
    /// <param name="uniqueId">What tells it from the other files of the directory; null: the service takes its name.</param>
    /// <param name="sourcePath">Where on this machine it comes from, to be noted on it; null for nothing.</param>
    /// <param name="scope">The project and organization of the directory.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The file as the directory has it.</returns>
    /// <exception cref="ArgumentException"><paramref name="directoryId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="IOException">The file or stream cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<LlamaCloudDirectoryFile> UploadAsync(
        string directoryId,
        FileUpload upload,
        string? uniqueId,
        string? sourcePath,
        RequestScope scope = default,
        CancellationToken cancellationToken = default)
    {
        List<FormField> fields = [];
        Add(fields, "unique_id", uniqueId);
        Add(fields, "external_file_id", (upload ?? throw new ArgumentNullException(nameof(upload))).ExternalFileId);
        Add(fields, "metadata", sourcePath is null ? null : MetadataOf(sourcePath));
        fields.Add(upload.Contents.Named("upload_file"));
        ServiceRequest Request(bool isRepeatable) => Files(ServiceRequest.Post(Root, isRepeatable), directoryId)
            .Then("upload").Within(scope).With(new FormBody(fields, upload.Sent));
        return MakeAsync(Request, directoryId, uniqueId, scope, cancellationToken);
    }

    /// <summary>Puts a file that the service has into a directory (<c>POST .../files</c>), once for each unique id.</summary>
    /// <param name="directoryId">The directory, <c>dir-...</c>.</param>
    /// <param name="fileId">The file, <c>dfl-...</c>.</param>
    /// <param name="uniqueId">What tells it from the other files of the directory.</param>
    /// <param name="scope">The project and organization of both.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The file as the directory has it.</returns>
    /// <exception cref="ArgumentException">One of the first two cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed; 404 also when one of both is in another project.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<LlamaCloudDirectoryFile> AddAsync(
        string directoryId, string fileId, string uniqueId, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        string file = ResourceId.Check(fileId, nameof(fileId));
        byte[] body = Write(json =>
        {
            json.WriteString("file_id", file);
            json.WriteString("unique_id", uniqueId);
        });
        ServiceRequest Request(bool isRepeatable) =>
            Files(ServiceRequest.Post(Root, isRepeatable), directoryId).Within(scope).With(new JsonBody(body));
        return MakeAsync(Request, directoryId, uniqueId, scope, cancellationToken);
    }

    // Without a unique id the service names it: a second attempt at worst leaves a copy.
    private Task<LlamaCloudDirectoryFile> MakeAsync(
        Func<bool, ServiceRequest> request,
        string directoryId,
        string? uniqueId,
        RequestScope scope,
        CancellationToken cancellationToken) =>
        uniqueId is null
        ? _transport.ReadAsync(request(true), s_file, cancellationToken)
        : MakeOnce.RunAsync(
            _transport,
            token => PostAsync(request(false), directoryId, uniqueId, scope, token),
            token => FindAsync(directoryId, uniqueId, scope, token),
            cancellationToken);

    private async Task<LlamaCloudDirectoryFile> PostAsync(
        ServiceRequest request, string directoryId, string uniqueId, RequestScope scope, CancellationToken cancellationToken)
    {
        try
        {
            return await _transport.ReadAsync(request, s_file, cancellationToken).ConfigureAwait(false);
        }
        catch (LlamaCloudException refused) when (refused.StatusCode == 409)
        {
            // It is there already, by somebody else or by an attempt whose answer was lost.
            if (await FindAsync(directoryId, uniqueId, scope, cancellationToken).ConfigureAwait(false) is LlamaCloudDirectoryFile there)
            {
                return there;
            }

            throw;
        }
    }

    private static ServiceRequest Files(ServiceRequest request, string directoryId) =>
        request.Segment(directoryId, nameof(directoryId)).Then("files");

    private static string MetadataOf(string sourcePath) =>
        Encoding.UTF8.GetString(Write(json => json.WriteString(LlamaCloudDirectoryFile.SourcePathField, sourcePath)));

    private static void Add(List<FormField> fields, string name, string? text)
    {
        if (text is not null)
        {
            fields.Add(FormField.OfText(name, text));
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return body.ToArray();
    }
}

public sealed partial class LlamaCloudClient
{
    /// <summary>The files of directories.</summary>
    public DirectoryFilesClient DirectoryFiles => field ??= new DirectoryFilesClient(_transport);
}
