using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v1/beta/webhook-configs</c>: webhooks that are saved once, for many jobs.</summary>
public sealed class WebhooksClient
{
    private const string Root = "api/v1/beta/webhook-configs";

    private static readonly Answer<LlamaCloudWebhook> s_one = JsonAnswer.One(
        WebhooksJsonContext.Default.LlamaCloudWebhook, static webhook => webhook.Id);

    private static readonly Answer<List<LlamaCloudWebhook>> s_all = JsonAnswer.All(
        WebhooksJsonContext.Default.ListLlamaCloudWebhook, static webhook => webhook.Id);

    private readonly Transport _transport;

    internal WebhooksClient(Transport transport) => _transport = transport;

    /// <summary>Reads one (<c>GET /api/v1/beta/webhook-configs/{config_id}</c>).</summary>
    /// <param name="webhookId">Its id, <c>whc-...</c>.</param>
    /// <param name="scope">The project and organization that it belongs to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The webhook.</returns>
    /// <exception cref="ArgumentException"><paramref name="webhookId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed; 404 also when it is in another project.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<LlamaCloudWebhook> GetAsync(
        string webhookId, RequestScope scope = default, CancellationToken cancellationToken = default) => _transport.ReadAsync(
        ServiceRequest.Get(Root).Segment(webhookId, nameof(webhookId)).Within(scope),
        s_one.About(static webhook => webhook.Id, webhookId),
        cancellationToken);

    /// <summary>Lists those of a project, newest first (<c>GET /api/v1/beta/webhook-configs</c>). The list has no pages.</summary>
    /// <param name="scope">The project and organization.</param>
    /// <param name="isQuick">Whether somebody looks on: then it fails rather than wait long for the rate limit.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The webhooks; empty when there are none.</returns>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyList<LlamaCloudWebhook>> ListAsync(
        RequestScope scope = default, bool isQuick = false, CancellationToken cancellationToken = default) =>
        await _transport.ReadAsync(ServiceRequest.Get(Root).Within(scope).Impatiently(isQuick), s_all, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>
    /// Saves a webhook (<c>POST /api/v1/beta/webhook-configs</c>). Not repeated after an attempt of unknown outcome, which would make a
    /// second one.
    /// </summary>
    /// <param name="settings">What it is, with an address.</param>
    /// <param name="scope">The project and organization that it will belong to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The webhook.</returns>
    /// <exception cref="ArgumentException">There is no address.</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<LlamaCloudWebhook> CreateAsync(
        WebhookSettings settings, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        (settings ?? throw new ArgumentNullException(nameof(settings))).Url is null
            ? throw new ArgumentException("A webhook needs an address.", nameof(settings))
            : _transport.ReadAsync(
                ServiceRequest.Post(Root, isRepeatable: false).Within(scope).With(new JsonBody(settings.ToJson())),
                s_one,
                cancellationToken);

    /// <summary>Changes one (<c>PUT /api/v1/beta/webhook-configs/{config_id}</c>); what is left out stays.</summary>
    /// <param name="webhookId">Its id, <c>whc-...</c>.</param>
    /// <param name="settings">What changes.</param>
    /// <param name="scope">The project and organization that it belongs to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The webhook as it is then.</returns>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    public Task<LlamaCloudWebhook> UpdateAsync(
        string webhookId, WebhookSettings settings, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        byte[] body = (settings ?? throw new ArgumentNullException(nameof(settings))).ToJson();
        ServiceRequest request = ServiceRequest.Of(HttpMethod.Put, Root).Segment(webhookId, nameof(webhookId)).Within(scope)
            .With(new JsonBody(body));
        return _transport.ReadAsync(request, s_one.About(static webhook => webhook.Id, webhookId), cancellationToken);
    }

    /// <summary>Deletes one (<c>DELETE /api/v1/beta/webhook-configs/{config_id}</c>).</summary>
    /// <param name="webhookId">Its id, <c>whc-...</c>.</param>
    /// <param name="scope">The project and organization that it belongs to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    public Task DeleteAsync(string webhookId, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            ServiceRequest.Delete(Root).Segment(webhookId, nameof(webhookId)).Within(scope), NoAnswer.Expected, cancellationToken);
}

public sealed partial class LlamaCloudClient
{
    /// <summary>Saved webhooks.</summary>
    public WebhooksClient Webhooks => field ??= new WebhooksClient(_transport);
}
