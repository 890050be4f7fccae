using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v1/beta/directories</c>; those of their files are in <see cref="DirectoryFilesClient"/>.</summary>
public sealed class DirectoriesClient
{
    private const string Root = "api/v1/beta/directories";
    private const int PageSize = 100;

    private static readonly Answer<LlamaCloudDirectory> s_one =
        JsonAnswer.One(DirectoriesJsonContext.Default.LlamaCloudDirectory, static one => one.Id);

    private static readonly Answer<Page<LlamaCloudDirectory>> s_page =
        JsonAnswer.Page(DirectoriesJsonContext.Default.PageLlamaCloudDirectory, static one => one.Id);

    private readonly Transport _transport;

    internal DirectoriesClient(Transport transport) => _transport = transport;

    /// <summary>
    /// Makes a directory (<c>POST /api/v1/beta/directories</c>). Not repeated after an attempt of unknown outcome, which would make one
    /// more of that name.
    /// </summary>
    /// <param name="name">Its name, at least a character.</param>
    /// <param name="type"><c>user</c> or <c>ephemeral</c>; null for the service's own choice, <c>user</c>.</param>
    /// <param name="description">What it is for, in words; null for nothing.</param>
    /// <param name="scope">The project and organization that it will belong to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The directory.</returns>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<LlamaCloudDirectory> CreateAsync(
        string name,
        string? type = null,
        string? description = null,
        RequestScope scope = default,
        CancellationToken cancellationToken = default)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("name", name ?? throw new ArgumentNullException(nameof(name)));
            if (description is not null)
            {
                json.WriteString("description", description);
            }

            if (type is not null)
            {
                json.WriteString("type", type);
            }

            json.WriteEndObject();
        }

        ServiceRequest request = ServiceRequest.Post(Root, isRepeatable: false).Within(scope).With(new JsonBody(body.ToArray()));
        return _transport.ReadAsync(request, s_one, cancellationToken);
    }

    /// <summary>Reads one (<c>GET /api/v1/beta/directories/{directory_id}</c>).</summary>
    /// <param name="directoryId">Its id, <c>dir-...</c>.</param>
    /// <param name="scope">The project and organization that it belongs to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The directory, without its files.</returns>
    /// <exception cref="ArgumentException"><paramref name="directoryId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed; 404 also when it is in another project.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<LlamaCloudDirectory> GetAsync(
        string directoryId, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        ServiceRequest request = ServiceRequest.Get(Root).Segment(directoryId, nameof(directoryId)).Within(scope);
        Answer<LlamaCloudDirectory> answer = s_one.About(static one => one.Id, directoryId);
        return await _transport.ReadAsync(request, answer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists them (<c>GET /api/v1/beta/directories</c>).</summary>
    /// <param name="filter">Which.</param>
    /// <param name="scope">The project and organization.</param>
    /// <param name="isQuick">Whether somebody looks on: then it fails rather than wait long for the rate limit.</param>
    /// <returns>A reader of the pages; its requests fail as those of <see cref="GetAsync"/> do.</returns>
    public PageReader<LlamaCloudDirectory> List(DirectoryFilter? filter = null, RequestScope scope = default, bool isQuick = false) => new(
        _transport,
        token =>
        {
            ServiceRequest request = ServiceRequest.Get(Root).Query("page_size", PageSize.ToString(CultureInfo.InvariantCulture));
            // As it is: a name may begin or end with a space.
            request = filter?.Name is string name ? request.QueryExactly("name", name) : request;
            return request.Query("type", filter?.Type).Query("page_token", token).Within(scope).Impatiently(isQuick);
        },
        s_page);

    /// <summary>Deletes one (<c>DELETE /api/v1/beta/directories/{directory_id}</c>).</summary>
    /// <param name="directoryId">Its id, <c>dir-...</c>.</param>
    /// <param name="scope">The project and organization that it belongs to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    public Task DeleteAsync(string directoryId, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            ServiceRequest.Delete(Root).Segment(directoryId, nameof(directoryId)).Within(scope), NoAnswer.Expected, cancellationToken);
}

public sealed partial class LlamaCloudClient
{
    /// <summary>Directories: files under one name.</summary>
    public DirectoriesClient Directories => field ??= new DirectoriesClient(_transport);
}
