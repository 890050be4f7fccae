namespace LlamaCloud.PowerShell.Pipeline;

internal sealed partial record ErrorSubject
{
    /// <summary>A saved webhook.</summary>
    public static ErrorSubject Webhook { get; } = new("LlamaCloudWebhook", "webhook", "whc-...");
}
