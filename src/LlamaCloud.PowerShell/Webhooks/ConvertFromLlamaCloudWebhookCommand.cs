using System;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Text;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Webhooks;

/// <summary>
/// <c>ConvertFrom-LlamaCloudWebhook</c>: makes an event of the body of a delivery, in either format, whose job the commands of its product
/// take. With <c>-Secret</c> only of one that is genuine.
/// </summary>
[Cmdlet(VerbsData.ConvertFrom, "LlamaCloudWebhook", HelpUri = "https://developers.llamaindex.ai/reference/resources/beta")]
[OutputType(typeof(LlamaCloudWebhookEvent))]
public sealed class ConvertFromLlamaCloudWebhookCommand : WebhookDeliveryCmdlet
{
    /// <summary>
    /// The secret: a SecureString, a text, or a PSCredential with it as its password. While it is being changed several, of which one is
    /// enough. Without it nothing is tested.
    /// </summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [SigningSecretTransformation]
    public SecureString[]? Secret { get; set; }

    private protected override SecureString[]? Secrets => Secret;

    private protected override void Take(object? body)
    {
        // A secret that came to nothing must not be none: then everything would be taken.
        bool isTested = IsGiven(nameof(Secret));
        if (!isTested && (IsGiven(nameof(Signature)) || IsGiven(nameof(Header))))
        {
            ThrowTerminatingError(Problem(
                "LlamaCloudWebhookParameterConflict",
                ErrorCategory.InvalidArgument,
                "-Signature and -Header are for testing the delivery. Give -Secret with them, or leave them out."));
        }
        else if (isTested && Secret?.Any(secret => secret.Length > 0) != true)
        {
            ThrowTerminatingError(Problem(
                "LlamaCloudWebhookSecretMissing",
                ErrorCategory.InvalidArgument,
                "-Secret is empty, so that no delivery can be genuine. Give the secret that the webhook was saved with."));
        }

        byte[]? raw = DeliveryBody.Read(body);
        if (isTested && raw is null)
        {
            WriteError(Problem(
                "LlamaCloudWebhookBodyParsed",
                ErrorCategory.InvalidArgument,
                $"A {Given.KindOf(body)} is no body that can be tested. {RawBodyNeeded}"));
        }
        else if (isTested && FindProblem(raw!) is string forged)
        {
            WriteError(Problem(
                "LlamaCloudWebhookSignatureInvalid",
                ErrorCategory.SecurityError,
                $"The delivery is not genuine. {forged} Take nothing from it."));
        }
        else
        {
            Convert(body, raw);
        }
    }

    private void Convert(object? body, byte[]? raw)
    {
        try
        {
            WriteObject(WebhookEventReader.Read(raw ?? Encoding.UTF8.GetBytes(TextOf(body!))));
        }
        catch (FormatException problem)
        {
            string what = raw is null ? $"A {Given.KindOf(body)}" : "The body";
            WriteError(Problem(
                "LlamaCloudWebhookBodyInvalid",
                ErrorCategory.InvalidData,
                $"{what} is no event. {problem.Message} Give the whole body of a delivery."));
        }
    }

    // What was an object of another kind before it was serialised has fields of its own, an id among them perhaps.
    private static string TextOf(object body) => Given.Unwrap(body) is PSObject bag && Given.KindOf(bag) != nameof(PSCustomObject)
        ? throw new FormatException("It was made by no host.")
        : JsonText.Of(body);

    private static ErrorRecord Problem(string id, ErrorCategory category, string message) =>
        new(new ArgumentException(message), id, category, null);
}
