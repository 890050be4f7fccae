using System;
using System.Linq;
using System.Management.Automation;
using System.Security;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Webhooks;

/// <summary>
/// <c>Test-LlamaCloudWebhook</c>: whether a delivery was signed with a secret, and so comes from the service. <c>-Verbose</c> says why not.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "LlamaCloudWebhook", HelpUri = "https://developers.llamaindex.ai/reference/resources/beta")]
[OutputType(typeof(bool))]
public sealed class TestLlamaCloudWebhookCommand : WebhookDeliveryCmdlet
{
    /// <summary>
    /// The secret: a SecureString, a text, or a PSCredential with it as its password. While it is being changed several, of which one is
    /// enough.
    /// </summary>
    [Parameter(Mandatory = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [SigningSecretTransformation]
    public SecureString[]? Secret { get; set; }

    private protected override SecureString[]? Secrets => Secret;

    private protected override void Take(object? body)
    {
        if (Secret?.Any(secret => secret.Length > 0) != true)
        {
            WriteWarning("-Secret is empty, so that no delivery can be genuine. Give the secret that the webhook was saved with.");
        }

        if (DeliveryBody.Read(body) is not byte[] raw)
        {
            WriteError(new ErrorRecord(
                new ArgumentException($"A {Given.KindOf(body)} is no body that can be tested. {RawBodyNeeded}"),
                "LlamaCloudWebhookBodyParsed",
                ErrorCategory.InvalidArgument,
                null));
            WriteObject(false);
            return;
        }

        string? problem = FindProblem(raw);
        if (problem is not null)
        {
            WriteVerbose($"The delivery is not genuine. {problem}");
        }

        WriteObject(problem is null);
    }
}
