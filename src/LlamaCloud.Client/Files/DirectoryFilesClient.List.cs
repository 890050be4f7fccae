using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <content>What is in a directory.</content>
public sealed partial class DirectoryFilesClient
{
    /// <summary>How many files to a page are asked for at most. The service states no limit; where it refuses, 100.</summary>
    public const int LargestPage = 2000;

    private const int SurePage = 100;

    private static readonly Answer<Page<LlamaCloudDirectoryFile>> s_page =
        JsonAnswer.Page(FilesJsonContext.Default.PageLlamaCloudDirectoryFile, static file => file.Id);

    /// <summary>Lists the files of a directory (<c>GET .../files</c>).</summary>
    /// <param name="directoryId">The directory, <c>dir-...</c>.</param>
    /// <param name="filter">Which.</param>
    /// <param name="pageSize">How many to a page; see <see cref="LargestPage"/>.</param>
    /// <param name="scope">The project and organization of the directory.</param>
    /// <returns>A reader of the pages.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="directoryId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    public PageReader<LlamaCloudDirectoryFile> List(
        string directoryId, DirectoryFileFilter? filter = null, int pageSize = LargestPage, RequestScope scope = default)
    {
        int size = pageSize < 1
            ? throw new ArgumentOutOfRangeException(nameof(pageSize))
            : Math.Min(pageSize, LargestPage);
        string directory = ResourceId.Check(directoryId, nameof(directoryId));
        bool isFirst = true;
        ServiceRequest Request(string? token)
        {
            ServiceRequest request = Files(ServiceRequest.Get(Root), directory)
                .Query("page_size", size.ToString(CultureInfo.InvariantCulture));
            // As they are: both may begin or end with a space.
            request = filter?.DisplayName is string name ? request.QueryExactly("display_name", name) : request;
            request = filter?.UniqueId is string unique ? request.QueryExactly("unique_id", unique) : request;
            return request.Query("include_deleted", filter?.IncludeDeleted == true ? "true" : null)
                .Query("page_token", token)
                .Within(scope);
        }

        return new PageReader<LlamaCloudDirectoryFile>(_transport, Request, ReadAsync);

        async Task<Page<LlamaCloudDirectoryFile>> ReadAsync(ServiceRequest request, CancellationToken cancellationToken)
        {
            try
            {
                return await _transport.ReadAsync(request, s_page, cancellationToken).ConfigureAwait(false);
            }
            catch (LlamaCloudException refused) when (isFirst && size > SurePage && refused.StatusCode is 400 or 422)
            {
                size = SurePage;
                return await _transport.ReadAsync(Request(null), s_page, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                isFirst = false;
            }
        }
    }

    private async Task<LlamaCloudDirectoryFile?> FindAsync(
        string directoryId, string uniqueId, RequestScope scope, CancellationToken cancellationToken)
    {
        PageReader<LlamaCloudDirectoryFile> pages = List(directoryId, new DirectoryFileFilter { UniqueId = uniqueId }, SurePage, scope);
        IReadOnlyList<LlamaCloudDirectoryFile> found = await pages.NextFilledAsync(cancellationToken).ConfigureAwait(false);
        // Not another one, where the service does not look at the filter.
        return found.FirstOrDefault(file => file.UniqueId == uniqueId && file.DeletedAt is null);
    }
}
