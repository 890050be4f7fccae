using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Webhooks;

/// <summary><c>Remove-LlamaCloudWebhook</c>: removes saved webhooks. It emits nothing.</summary>
[Cmdlet(
    VerbsCommon.Remove, "LlamaCloudWebhook", SupportsShouldProcess = true,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/beta")]
public sealed class RemoveLlamaCloudWebhookCommand : IdsCmdlet<object>
{
    /// <summary>
    /// The ids, <c>whc-...</c>: strings, webhooks, or rows and hashtables with a <c>WebhookConfigurationId</c>,
    /// <c>webhook_configuration_id</c> or <c>Id</c>.
    /// </summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("Id", "webhook_configuration_id")]
    [ArgumentCompleter(typeof(WebhookIdCompleter))]
    [WebhookIdTransformation]
    public string?[]? WebhookConfigurationId { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Webhook;

    /// <summary>Removes the webhooks of one pipeline record.</summary>
    protected override void ProcessRecord() => Take(WebhookConfigurationId);

    private protected override bool IsWanted(BoundId id) => ShouldProcess(id.Title, "Remove webhook");

    private protected override WindowWork<(string Id, RequestScope Scope), object> Open() => new IdWork<object>(
        "Removing webhooks",
        Subject with { Action = "removed" },
        Session,
        async (id, scope, cancellation) =>
        {
            await Client.Webhooks.DeleteAsync(id, scope, cancellation).ConfigureAwait(false);
            return id;
        },
        static _ => { }) { IsChange = true };
}
