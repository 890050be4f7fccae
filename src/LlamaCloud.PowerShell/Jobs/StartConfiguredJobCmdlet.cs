using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>
/// What the Start- commands share of products whose jobs can be made with what was saved before: a configuration, and webhooks.
/// </summary>
/// <typeparam name="TJob">The product's job.</typeparam>
public abstract class StartConfiguredJobCmdlet<TJob> : StartJobCmdlet<TJob>
    where TJob : LlamaCloudJob
{
    private protected StartConfiguredJobCmdlet()
    {
    }

    /// <summary>A saved configuration of the product, or its id, <c>cfg-...</c>.</summary>
    [Parameter]
    [Alias("configuration_id")]
    [ArgumentCompleter(typeof(ConfigurationIdCompleter))]
    [OneConfigurationIdTransformation]
    public string? ConfigurationId { get; set; }

    /// <summary>Saved webhooks, or their ids, <c>whc-...</c>, at most four.</summary>
    [Parameter]
    [Alias("webhook_configuration_id")]
    [ArgumentCompleter(typeof(WebhookIdCompleter))]
    [JobWebhookIdTransformation]
    public string[]? WebhookConfigurationId { get; set; }

    /// <summary>Checks what is the same for all documents, before anything is sent.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (BoundId.SourceOf(ConfigurationId) is LlamaCloudConfiguration { ProductType.Length: > 0 } given
            && given.ProductType != Product.ConfigurationType)
        {
            Refuse(
                Product.Noun + "ConfigurationInvalid",
                ErrorCategory.InvalidArgument,
                $"Configuration '{given.Id}' is for {given.ProductType}. Give one for {Product.ConfigurationType}.",
                given);
        }
    }

    private protected override void AddSaved(JobRequest request)
    {
        request.ConfigurationId = ConfigurationId?.Trim();
        request.WebhookConfigurationIds = WebhookConfigurationId ?? [];
    }

    private protected override void FindSaved(JobRequest request) =>
        request.ConfigurationId = FindConfiguration(ConfigurationId, Product.ConfigurationType);
}
