using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes the id of a saved webhook. It has no name, so that the host it tells stands for one.</summary>
internal sealed class WebhookIdCompleter : LookupCompleter<LlamaCloudWebhook>
{
    private static readonly Lookup<LlamaCloudWebhook> s_webhooks = new();

    protected override Lookup<LlamaCloudWebhook> Lookup => s_webhooks;

    protected override Task<IReadOnlyList<LlamaCloudWebhook>> ReadAsync(
        LlamaCloudClient client, RequestScope scope, CancellationToken cancellationToken) =>
        client.Webhooks.ListAsync(scope, isQuick: true, cancellationToken);

    protected override string IdOf(LlamaCloudWebhook one) => one.Id;

    protected override string NameOf(LlamaCloudWebhook one) => one.Host;

    protected override string TipOf(LlamaCloudWebhook one) =>
        $"{one.Host}: {(one.WebhookEvents is { } events ? string.Join(", ", events) : "every event")}";

    // Newest first, as the service lists them.
    protected override IEnumerable<LlamaCloudWebhook> Order(IReadOnlyList<LlamaCloudWebhook> all) => all;
}

/// <summary>Completes the events that webhooks are told of.</summary>
internal sealed class WebhookEventCompleter() : WordCompleter([.. JobEvents.All]);

/// <summary>Completes how the body of a delivery is written.</summary>
internal sealed class WebhookFormatCompleter() : WordCompleter("string", "json");
