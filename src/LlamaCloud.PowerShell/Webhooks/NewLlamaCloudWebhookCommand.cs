using System;
using System.Collections;
using System.Management.Automation;
using System.Security;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Webhooks;

/// <summary>
/// <c>New-LlamaCloudWebhook</c>: saves whom the service tells what becomes of jobs, for <c>-WebhookConfigurationId</c> of the Start-
/// commands.
/// </summary>
[Cmdlet(
    VerbsCommon.New, "LlamaCloudWebhook", SupportsShouldProcess = true,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/beta")]
[OutputType(typeof(LlamaCloudWebhook))]
public sealed class NewLlamaCloudWebhookCommand : ServiceCmdlet
{
    /// <summary>The address that is told, http or https. It is shown nowhere but for its host.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ArgumentCompleter(typeof(TextCompleter))]
    [AddressTransformation]
    public Uri Url { get; set; } = null!;

    /// <summary>The events that are told, such as <c>parse.success</c>. Without it, all.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(WebhookEventCompleter))]
    public string[]? Event { get; set; }

    /// <summary>Headers that go with each delivery: texts, or SecureStrings. They are shown nowhere.</summary>
    [Parameter]
    [Alias("Headers")]
    public IDictionary? Header { get; set; }

    /// <summary>
    /// How the body is written: <c>string</c>, a JSON text that holds JSON, or <c>json</c>. Default: the service's, <c>string</c>.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(WebhookFormatCompleter))]
    public string? OutputFormat { get; set; }

    /// <summary>
    /// What deliveries are signed with: a SecureString, a text, or a PSCredential with it as its password. Shown nowhere.
    /// </summary>
    [Parameter]
    [SigningSecretTransformation]
    public SecureString[]? SigningSecret { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Webhook with { Action = "saved", IsMade = true };

    /// <summary>Checks and saves it.</summary>
    protected override void ProcessRecord()
    {
        WebhookParameters webhook = new(Url, Event, Header, OutputFormat, SigningSecret);
        if (webhook.Problem is string problem)
        {
            Refuse("LlamaCloudWebhookInvalid", ErrorCategory.InvalidArgument, problem);
        }

        if (!ShouldProcess(Url.Host, "Save webhook"))
        {
            return;
        }

        Held.IsHolding = true;
        WebhookSettings settings = webhook.ToSettings();
        if (TryReceive(Url.Host, end => Client.Webhooks.CreateAsync(settings, ScopeOf(), end), out LlamaCloudWebhook saved))
        {
            WriteObject(saved);
        }

        EndChange();
    }
}
