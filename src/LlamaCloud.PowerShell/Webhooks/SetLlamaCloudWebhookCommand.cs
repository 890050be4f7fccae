using System;
using System.Collections;
using System.Management.Automation;
using System.Security;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Webhooks;

/// <summary><c>Set-LlamaCloudWebhook</c>: changes saved webhooks. What is not given stays.</summary>
[Cmdlet(
    VerbsCommon.Set, "LlamaCloudWebhook", SupportsShouldProcess = true,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/beta")]
[OutputType(typeof(LlamaCloudWebhook))]
public sealed class SetLlamaCloudWebhookCommand : IdsCmdlet<LlamaCloudWebhook>
{
    private WebhookSettings? _settings;

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

    /// <summary>The address that is told from now on.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TextCompleter))]
    [AddressTransformation]
    public Uri? Url { get; set; }

    /// <summary>The events that are told from now on; none of them, <c>@()</c>, for all.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(WebhookEventCompleter))]
    public string[]? Event { get; set; }

    /// <summary>The headers that go with each delivery from now on, in the place of those before; <c>@{}</c> for none.</summary>
    [Parameter]
    [Alias("Headers")]
    public IDictionary? Header { get; set; }

    /// <summary>How the body is written from now on: <c>string</c> or <c>json</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(WebhookFormatCompleter))]
    public string? OutputFormat { get; set; }

    /// <summary>What deliveries are signed with from now on: a SecureString, a text, or a PSCredential with it as its password.</summary>
    [Parameter]
    [SigningSecretTransformation]
    public SecureString[]? SigningSecret { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Webhook;

    /// <summary>Checks what is to change.</summary>
    protected override void BeginProcessing()
    {
        WebhookParameters change = new(Url, Event, Header, OutputFormat, SigningSecret);
        string? problem = change == new WebhookParameters(null, null, null, null, null)
            ? "Nothing is to change. Give -Url, -Event, -Header, -OutputFormat or -SigningSecret."
            : change.Problem;
        if (problem is not null)
        {
            Refuse("LlamaCloudWebhookInvalid", ErrorCategory.InvalidArgument, problem);
        }

        _settings = change.ToSettings();
    }

    /// <summary>Changes the webhooks of one pipeline record.</summary>
    protected override void ProcessRecord() => Take(WebhookConfigurationId);

    private protected override bool IsWanted(BoundId id) => ShouldProcess(id.Title, "Change webhook");

    private protected override WindowWork<(string Id, RequestScope Scope), LlamaCloudWebhook> Open() => new IdWork<LlamaCloudWebhook>(
        "Changing webhooks",
        Subject with { Action = "changed" },
        Session,
        (id, scope, cancellation) => Client.Webhooks.UpdateAsync(id, _settings!, scope, cancellation),
        WriteObject) { IsChange = true };
}
