using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v2/projects</c>, and of <c>/api/v1/projects</c> where the service has no other for the key.</summary>
public sealed class ProjectsClient
{
    private static readonly Answer<LlamaCloudProject> s_project = JsonAnswer.One(
        ProjectsJsonContext.Default.LlamaCloudProject, static project => project.Id);

    private static readonly Answer<List<LlamaCloudProject>> s_list = JsonAnswer.All(
        ProjectsJsonContext.Default.ListLlamaCloudProject, static project => project.Id);

    private static readonly Answer<Page<LlamaCloudProject>> s_page = JsonAnswer.Page(
        ProjectsJsonContext.Default.PageLlamaCloudProject, static project => project.Id);

    private static readonly Answer<Page<Organization>> s_organizations = JsonAnswer.Page(
        ProjectsJsonContext.Default.PageOrganization, static organization => organization.Id);

    private readonly Transport _transport;

    internal ProjectsClient(Transport transport) => _transport = transport;

    /// <summary>Reads one project (<c>GET /api/v2/projects/{project_id}</c>, or v1 where that is refused).</summary>
    /// <param name="projectId">The project's id, a UUID.</param>
    /// <param name="organizationId">Its organization; null leaves it to the service.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The project.</returns>
    /// <exception cref="ArgumentException"><paramref name="projectId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<LlamaCloudProject> GetAsync(
        string projectId, string? organizationId = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ReadAsync("api/v2/projects").ConfigureAwait(false);
        }
        // A 404 that names the project is an answer; one without words of its own is that of a service without this call.
        catch (LlamaCloudException refused) when (IsRefusal(refused)
            && (refused.StatusCode != 404 || refused.Detail is null or "Not Found"))
        {
            return await ReadAsync("api/v1/projects").ConfigureAwait(false);
        }

        Task<LlamaCloudProject> ReadAsync(string path) => _transport.ReadAsync(
            ServiceRequest.Get(path).Segment(projectId, nameof(projectId)).Query("organization_id", organizationId),
            s_project.About(static project => project.Id, projectId),
            cancellationToken);
    }

    /// <summary>Reads all projects of an organization, or of every organization that the key may see.</summary>
    /// <param name="organizationId">The organization; null for every one (<c>GET /api/v2/organizations</c>).</param>
    /// <param name="isQuick">Whether to fail rather than wait long because requests are limited.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The projects, those of one organization together; empty when there are none.</returns>
    /// <exception cref="LlamaCloudException">A request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyList<LlamaCloudProject>> ListAsync(
        string? organizationId = null, bool isQuick = false, CancellationToken cancellationToken = default)
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
            return await _transport.ReadAsync(
                ServiceRequest.Get("api/v1/projects").Query("organization_id", organizationId).Impatiently(isQuick),
                s_list,
                cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<IReadOnlyList<Organization>> ListOrganizationsAsync(bool isQuick, CancellationToken cancellationToken) =>
        new PageReader<Organization>(
            _transport,
            token => ServiceRequest.Get("api/v2/organizations").Query("page_token", token).Impatiently(isQuick),
            s_organizations)
        .ReadAllAsync(cancellationToken);

    private Task<IReadOnlyList<LlamaCloudProject>> ListPagesAsync(
        string? organizationId, bool isQuick, CancellationToken cancellationToken) =>
        new PageReader<LlamaCloudProject>(
            _transport,
            token => ServiceRequest.Get("api/v2/projects")
                .Query("organization_id", organizationId)
                .Query("page_token", token)
                .Impatiently(isQuick),
            s_page)
        .ReadAllAsync(cancellationToken);

    // A key of one project may not list organizations, and an older service has no v2.
    private static bool IsRefusal(LlamaCloudException failure) => failure.StatusCode is 400 or 403 or 404 or 405 or 422;
}

public sealed partial class LlamaCloudClient
{
    /// <summary>The projects that the key may see.</summary>
    public ProjectsClient Projects => field ??= new ProjectsClient(_transport);
}
