using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Webhooks;

/// <summary><c>Get-LlamaCloudWebhook</c>: saved webhooks by their ids. Without ids it lists them, newest first.</summary>
[Cmdlet(
    VerbsCommon.Get, "LlamaCloudWebhook", DefaultParameterSetName = IdSet,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/beta")]
[OutputType(typeof(LlamaCloudWebhook))]
public sealed class GetLlamaCloudWebhookCommand : IdsCmdlet<LlamaCloudWebhook>
{
    private const string IdSet = "Id";
    private const string ListSet = "List";

    /// <summary>
    /// The ids, <c>whc-...</c>: strings, webhooks, or rows and hashtables with a <c>WebhookConfigurationId</c>,
    /// <c>webhook_configuration_id</c> or <c>Id</c>.
    /// </summary>
    [Parameter(ParameterSetName = IdSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "webhook_configuration_id")]
    [ArgumentCompleter(typeof(WebhookIdCompleter))]
    [WebhookIdTransformation]
    public string?[]? WebhookConfigurationId { get; set; }

    /// <summary>Lists those that tell this address, which is compared whole.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(TextCompleter))]
    [AddressTransformation]
    public Uri? Url { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Webhook;

    /// <summary>Refuses filters in a pipeline.</summary>
    protected override void BeginProcessing() => RefuseFiltersInPipeline(ListSet, nameof(Url));

    /// <summary>Reads the webhooks of one pipeline record, or lists.</summary>
    protected override void ProcessRecord()
    {
        if (MyInvocation.ExpectingInput || IsGiven(nameof(WebhookConfigurationId)))
        {
            Take(WebhookConfigurationId);
        }
        else if (TryReceive(null, end => Client.Webhooks.ListAsync(ScopeOf(), false, end), out IReadOnlyList<LlamaCloudWebhook> all))
        {
            WriteObject(all.Where(webhook => Url is null || webhook.LeadsTo(Url)), enumerateCollection: true);
        }
    }

    private protected override WindowWork<(string Id, RequestScope Scope), LlamaCloudWebhook> Open() =>
        new IdWork<LlamaCloudWebhook>("Getting webhooks", Subject, Session, Client.Webhooks.GetAsync, WriteObject);
}
