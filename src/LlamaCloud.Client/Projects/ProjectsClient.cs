using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v2/projects</c>, and of <c>/api/v1/projects</c> where the service has no other for the key.</summary>
public sealed class ProjectsClient
{
    private static readonly JsonAnswer<LlamaCloudProject> s_project = new(ProjectsJsonContext.Default.LlamaCloudProject, IsWhole);

    private static readonly JsonAnswer<List<LlamaCloudProject>> s_list = new(ProjectsJsonContext.Default.ListLlamaCloudProject, static all => all.All(IsWhole));

    private static readonly JsonAnswer<Page<LlamaCloudProject>> s_page = new(ProjectsJsonContext.Default.PageLlamaCloudProject, static page => page.Items?.All(IsWhole) == true);

    private static readonly JsonAnswer<Page<Organization>> s_organizations = new(
        ProjectsJsonContext.Default.PageOrganization, static page => page.Items?.All(one => one is not null && !string.IsNullOrEmpty(one.Id)) == true);

    private readonly Transport _transport;

    internal ProjectsClient(Transport transport) => _transport = transport;

    /// <summary>Reads one project (<c>GET /api/v2/projects/{project_id}</c>, or v1 where that is refused).</summary>
    /// <param name="projectId">The project's id, a UUID.</param>
    /// <param name="organizationId">Its organization; null leaves it to the service.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ArgumentException"><paramref name="projectId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<LlamaCloudProject> GetAsync(string projectId, string? organizationId = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ReadAsync("api/v2/projects").ConfigureAwait(false);
        }
        // A 404 that names the project is an answer; one without words of its own is that of a service without this call.
        catch (LlamaCloudException refused) when (IsRefusal(refused) && (refused.StatusCode != 404 || refused.Detail is null or "Not Found"))
        {
            return await ReadAsync("api/v1/projects").ConfigureAwait(false);
        }

        async Task<LlamaCloudProject> ReadAsync(string path) => (await _transport.SendAsync(
            ServiceRequest.Get(path).Segment(projectId, nameof(projectId)).Query("organization_id", organizationId), s_project, cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Reads all projects of an organization, or of every organization that the key may see.</summary>
    /// <param name="organizationId">The organization; null for every one (<c>GET /api/v2/organizations</c>).</param>
    /// <param name="isQuick">Whether to fail rather than wait long because requests are limited.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="LlamaCloudException">A request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyList<LlamaCloudProject>> ListAsync(string? organizationId = null, bool isQuick = false, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(organizationId))
            {
                return await ListPagesAsync(organizationId, isQuick, cancellationToken).ConfigureAwait(false);
            }

            List<LlamaCloudProject> all = [];
            foreach (Organization organization in await ListOrganizationsAsync(isQuick, cancellationToken).ConfigureAwait(false))
            {
                all.AddRange(await ListPagesAsync(organization.Id, isQuick, cancellationToken).ConfigureAwait(false));
            }

            return all;
        }
        catch (LlamaCloudException refused) when (IsRefusal(refused))
        {
            return (await _transport.SendAsync(
                Quick(ServiceRequest.Get("api/v1/projects").Query("organization_id", organizationId), isQuick), s_list, cancellationToken).ConfigureAwait(false))!;
        }
    }

    private Task<IReadOnlyList<Organization>> ListOrganizationsAsync(bool isQuick, CancellationToken cancellationToken) =>
        new PageReader<Organization>(
            _transport,
            token => Quick(ServiceRequest.Get("api/v2/organizations").Query("page_token", token), isQuick),
            async (request, cancellation) => (await _transport.SendAsync(request, s_organizations, cancellation).ConfigureAwait(false))!)
        .ReadAllAsync(cancellationToken);

    private Task<IReadOnlyList<LlamaCloudProject>> ListPagesAsync(string? organizationId, bool isQuick, CancellationToken cancellationToken) =>
        new PageReader<LlamaCloudProject>(
            _transport,
            token => Quick(ServiceRequest.Get("api/v2/projects").Query("organization_id", organizationId).Query("page_token", token), isQuick),
            async (request, cancellation) => (await _transport.SendAsync(request, s_page, cancellation).ConfigureAwait(false))!)
        .ReadAllAsync(cancellationToken);

    // A key of one project may not list organizations, and an older service has no v2.
    private static bool IsRefusal(LlamaCloudException failure) => failure.StatusCode is 400 or 403 or 404 or 405 or 422;

    private static ServiceRequest Quick(ServiceRequest request, bool isQuick) => isQuick ? request.Impatiently() : request;

    private static bool IsWhole(LlamaCloudProject? project) => !string.IsNullOrEmpty(project?.Id);
}

public sealed partial class LlamaCloudClient
{
    /// <summary>The projects that the key may see.</summary>
    public ProjectsClient Projects => field ??= new ProjectsClient(_transport);
}
