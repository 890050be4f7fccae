using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v1/beta/files</c>.</summary>
public sealed class FilesClient
{
    /// <summary>How many files the service gives to a page at most.</summary>
    public const int LargestPage = 1000;

    private const string Root = "api/v1/beta/files";

    private static readonly Answer<LlamaCloudFile> s_file = JsonAnswer.One(FilesJsonContext.Default.LlamaCloudFile, static file => file.Id);

    private static readonly Answer<Page<LlamaCloudFile>> s_page = JsonAnswer.Page(
        FilesJsonContext.Default.PageLlamaCloudFile, static file => file.Id);

    private static readonly Answer<PresignedUrl> s_address = new JsonAnswer<PresignedUrl>(
        FilesJsonContext.Default.PresignedUrl, static address => !string.IsNullOrWhiteSpace(address.Url));

    private readonly Transport _transport;

    internal FilesClient(Transport transport) => _transport = transport;

    /// <summary>Uploads a file (<c>POST /api/v1/beta/files</c>), as it is read: however large, it takes no memory to speak of.</summary>
    /// <param name="upload">What.</param>
    /// <param name="scope">The project and organization that it will belong to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The file as the service keeps it.</returns>
    /// <remarks>
    /// An attempt of unknown outcome is repeated: at worst a copy that nobody uses remains. The timeout of the client counts
    /// while nothing of the contents goes by.
    /// </remarks>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="IOException">The file or stream cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<LlamaCloudFile> UploadAsync(
        FileUpload upload, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        List<FormField> fields = [FormField.OfText("purpose", (upload ?? throw new ArgumentNullException(nameof(upload))).Purpose)];
        if (upload.ExternalFileId is string externalId)
        {
            fields.Add(FormField.OfText("external_file_id", externalId));
        }

        // Last, so that the service knows what it is for before it comes.
        fields.Add(upload.Contents);
        ServiceRequest request = ServiceRequest.Post(Root, isRepeatable: true)
            .Within(scope)
            .With(new FormBody(fields, upload.Sent))
            .LimitedBy(PublishedLimit.UploadsTo(scope));
        return await _transport.ReadAsync(request, s_file, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Uploads a file, unless the same contents were uploaded for the same purpose of the caller's before: that is told by an
    /// <c>external_file_id</c> made of both, which is looked for first.
    /// </summary>
    /// <param name="upload">What; a file. Its <see cref="FileUpload.ExternalFileId"/> is replaced.</param>
    /// <param name="key">The caller's purpose, such as a transaction id.</param>
    /// <param name="scope">The project and organization that it belongs to, or will.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The file as the service keeps it.</returns>
    /// <inheritdoc cref="UploadAsync" path="/exception"/>
    public async Task<LlamaCloudFile> UploadOnceAsync(
        FileUpload upload, string key, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        string externalId = await ContentHash.OfAsync(
            (upload ?? throw new ArgumentNullException(nameof(upload))).Contents, key, cancellationToken).ConfigureAwait(false);
        return await FindAsync(externalId, scope, cancellationToken).ConfigureAwait(false)
            ?? await UploadAsync(upload with { ExternalFileId = externalId }, scope, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads what is known of one file (<c>GET /api/v1/beta/files/{file_id}</c>).</summary>
    /// <param name="fileId">The file's id.</param>
    /// <param name="scope">The project and organization of the file.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The file, without its contents.</returns>
    /// <exception cref="ArgumentException"><paramref name="fileId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed; 404 also when the file is in another project.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<LlamaCloudFile> GetAsync(
        string fileId, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        await _transport.ReadAsync(
            ServiceRequest.Get(Root).Segment(fileId, nameof(fileId)).Within(scope),
            s_file.About(static file => file.Id, fileId),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Lists files (<c>GET /api/v1/beta/files</c>).</summary>
    /// <param name="filter">Which.</param>
    /// <param name="pageSize">How many to a page, 1 to 1000.</param>
    /// <param name="scope">The project and organization.</param>
    /// <param name="isQuick">Whether somebody looks on: then it fails rather than wait long for the rate limit.</param>
    /// <returns>A reader of the pages; its requests fail as those of <see cref="GetAsync"/> do.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is not between 1 and 1000.</exception>
    public PageReader<LlamaCloudFile> List(
        FileFilter? filter = null, int pageSize = LargestPage, RequestScope scope = default, bool isQuick = false) =>
        pageSize is < 1 or > LargestPage
            ? throw new ArgumentOutOfRangeException(nameof(pageSize))
            : new PageReader<LlamaCloudFile>(
                _transport,
                token =>
                {
                    ServiceRequest request = ServiceRequest.Get(Root).Query("page_size", pageSize.ToString(CultureInfo.InvariantCulture));
                    // As they were uploaded: both may begin or end with a space.
                    request = filter?.Name is string name ? request.QueryExactly("file_name", name) : request;
                    request = filter?.ExternalFileId is string externalId ? request.QueryExactly("external_file_id", externalId) : request;
                    return request.Query("page_token", token).Within(scope).Impatiently(isQuick);
                },
                s_page);

    /// <summary>
    /// Saves the contents of a file (<c>GET /api/v1/beta/files/{file_id}/content</c>, then the address that this answers, which
    /// does not get the key): whole, or not at all.
    /// </summary>
    /// <param name="fileId">The file's id.</param>
    /// <param name="path">The whole path that it is saved at, in a folder that exists.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="received">
    /// Is told how many bytes of the contents have come; 0 when an attempt begins. On any thread. May be null.
    /// </param>
    /// <param name="scope">The project and organization of the file.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="ArgumentException"><paramref name="fileId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">A request did not succeed, or the address is neither https nor on this machine.</exception>
    /// <exception cref="IOException">The file cannot be written, or is there already.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task SaveAsync(
        string fileId,
        string path,
        bool overwrite = false,
        Action<long>? received = null,
        RequestScope scope = default,
        CancellationToken cancellationToken = default)
    {
        ServiceRequest request = ServiceRequest.Get(Root).Segment(fileId, nameof(fileId)).Then("content").Within(scope);
        using PartialFile file = new(path ?? throw new ArgumentNullException(nameof(path)), overwrite);
        PresignedUrl address = await _transport.ReadAsync(request, s_address, cancellationToken).ConfigureAwait(false);
        if (!Uri.TryCreate(address.Url, UriKind.Absolute, out Uri? target) || !ServiceRequest.IsSafeElsewhere(target))
        {
            throw _transport.Refuse(
                request,
                "was answered with an address for the contents that is neither https nor on this machine, so that it was not asked");
        }

        await file.ReceiveAsync(
            open => _transport.SendAsync(
                ServiceRequest.GetElsewhere(target), new StreamAnswer(open, received), cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Deletes a file (<c>DELETE /api/v1/beta/files/{file_id}</c>).</summary>
    /// <param name="fileId">The file's id.</param>
    /// <param name="scope">The project and organization of the file.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ArgumentException"><paramref name="fileId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task DeleteAsync(string fileId, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            ServiceRequest.Delete(Root).Segment(fileId, nameof(fileId)).Within(scope), NoAnswer.Expected, cancellationToken);

    private async Task<LlamaCloudFile?> FindAsync(string externalId, RequestScope scope, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<LlamaCloudFile> found = await List(
                new FileFilter { ExternalFileId = externalId }, 10, scope).NextAsync(cancellationToken).ConfigureAwait(false);
            // Not one of another name, where the service does not look at the filter, nor one that goes soon.
            return found.FirstOrDefault(file => file.ExternalFileId == externalId && !(file.ExpiresAt < DateTimeOffset.UtcNow.AddHours(1)));
        }
        catch (LlamaCloudException refused) when (refused.StatusCode is 400 or 404 or 405 or 422)
        {
            // A service that cannot be asked so gets the file once more, which at worst leaves an unused copy.
            return null;
        }
    }
}

public sealed partial class LlamaCloudClient
{
    /// <summary>Files: what is uploaded to be read.</summary>
    public FilesClient Files => field ??= new FilesClient(_transport);
}
