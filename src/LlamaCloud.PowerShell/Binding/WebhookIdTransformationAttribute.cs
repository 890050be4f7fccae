using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Takes the ids of saved webhooks out of whatever they come in.</summary>
internal sealed class WebhookIdTransformationAttribute()
    : IdTransformationAttribute(ErrorSubject.Webhook, typeof(LlamaCloudWebhook), "WebhookConfigurationId", "webhook_configuration_id")
{
    protected override bool TryRead(object value, out string? id, out string? projectId)
    {
        LlamaCloudWebhook? webhook = value as LlamaCloudWebhook;
        id = webhook?.Id;
        projectId = webhook?.ProjectId;
        return webhook is not null;
    }
}

/// <summary>Takes the ids of the saved webhooks of a job, all of which have to be right.</summary>
internal sealed class JobWebhookIdTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        ((string?[]?)new WebhookIdTransformationAttribute().Transform(engineIntrinsics, inputData) ?? []).Select(Read).ToArray();

    private static string Read(string? item) => BoundId.TryRead(item, ErrorSubject.Webhook, out BoundId id, out ErrorRecord? problem)
        ? id.Value
        : throw new ArgumentTransformationMetadataException(problem!.Exception.Message);
}
