using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v1/beta/configurations</c> that are the same for every product.</summary>
public sealed class ConfigurationsClient
{
    private const string Root = "api/v1/beta/configurations";
    private const int PageSize = 100;

    private readonly Transport _transport;

    internal ConfigurationsClient(Transport transport) => _transport = transport;

    /// <summary>Reads one (<c>GET /api/v1/beta/configurations/{config_id}</c>).</summary>
    /// <param name="configurationId">Its id, <c>cfg-...</c>.</param>
    /// <param name="scope">The project and organization that it belongs to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ArgumentException"><paramref name="configurationId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed; 404 also when it is in another project.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<LlamaCloudConfiguration> GetAsync(
        string configurationId, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        await _transport.ReadAsync(
            ServiceRequest.Get(Root).Segment(configurationId, nameof(configurationId)).Within(scope),
            ConfigurationAnswers.One.About(static one => one.Id, configurationId),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Lists them (<c>GET /api/v1/beta/configurations</c>).</summary>
    /// <param name="filter">Which.</param>
    /// <param name="scope">The project and organization.</param>
    /// <param name="isQuick">Whether somebody looks on: then it fails rather than wait long for the rate limit.</param>
    /// <returns>A reader of the pages; its requests fail as those of <see cref="GetAsync"/> do.</returns>
    public PageReader<LlamaCloudConfiguration> List(
        ConfigurationFilter? filter = null, RequestScope scope = default, bool isQuick = false) => new(
        _transport,
        token => Request(filter ?? new ConfigurationFilter(), token, scope, isQuick),
        ConfigurationAnswers.Many);

    /// <summary>
    /// Saves what a job does with documents under a name (<c>POST /api/v1/beta/configurations</c>): a new configuration, or a new
    /// version of the one with that name. Not repeated after an attempt of unknown outcome, which would make one version more.
    /// </summary>
    /// <param name="name">The name, 1 to 255 characters.</param>
    /// <param name="job">A job with the settings; its document, webhooks and transaction do not count.</param>
    /// <param name="scope">The project and organization that it will belong to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The saved configuration.</returns>
    /// <exception cref="ArgumentException">The product of <paramref name="job"/> has no saved configurations.</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<LlamaCloudConfiguration> SaveAsync(
        string name, JobRequest job, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        if ((job ?? throw new ArgumentNullException(nameof(job))).ProductType.Length == 0)
        {
            throw new ArgumentException("Jobs of this product have no saved configurations.", nameof(job));
        }

        byte[] body = job.ToConfigurationJson(name);
        ServiceRequest request = ServiceRequest.Post(Root, isRepeatable: false).Within(scope).With(new JsonBody(body));
        return await _transport.ReadAsync(request, ConfigurationAnswers.One, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes one (<c>DELETE /api/v1/beta/configurations/{config_id}</c>).</summary>
    /// <param name="configurationId">Its id, <c>cfg-...</c>.</param>
    /// <param name="scope">The project and organization that it belongs to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    public Task DeleteAsync(string configurationId, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            ServiceRequest.Delete(Root).Segment(configurationId, nameof(configurationId)).Within(scope),
            NoAnswer.Expected,
            cancellationToken);

    private static ServiceRequest Request(ConfigurationFilter filter, string? token, RequestScope scope, bool isQuick)
    {
        ServiceRequest request = ServiceRequest.Get(Root).Query("page_size", PageSize.ToString(CultureInfo.InvariantCulture));
        foreach (string product in filter.ProductTypes)
        {
            request.Query("product_type", product);
        }

        // As it is: a name may begin or end with a space.
        request = filter.Name is string name ? request.QueryExactly("name", name) : request;
        return request.Query("latest_only", filter.AllVersions ? "false" : "true")
            .Query("page_token", token)
            .Within(scope)
            .Impatiently(isQuick);
    }
}

public sealed partial class LlamaCloudClient
{
    /// <summary>Saved configurations, of every product.</summary>
    public ConfigurationsClient Configurations => field ??= new ConfigurationsClient(_transport);
}
