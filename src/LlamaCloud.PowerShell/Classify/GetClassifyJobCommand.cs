using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Classify;

/// <summary><c>Get-ClassifyJob</c>: reads classify jobs by id, many to a request, or lists them.</summary>
[Cmdlet(
    VerbsCommon.Get, "ClassifyJob", DefaultParameterSetName = IdSet,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/classify/methods/get")]
[OutputType(typeof(ClassifyJob))]
public sealed class GetClassifyJobCommand : GetBilledJobCmdlet<ClassifyJob>
{
    /// <summary>Lists jobs that were made from this saved configuration, or its id, <c>cfg-...</c>.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("configuration_id")]
    [ArgumentCompleter(typeof(ConfigurationIdCompleter))]
    [OneConfigurationIdTransformation]
    public string? ConfigurationId { get; set; }

    private protected override JobProduct<ClassifyJob> Product => JobProducts.Classify;

    private protected override JobFilter Filter =>
        base.Filter with { ConfigurationId = FindConfiguration(ConfigurationId, Product.ConfigurationType) };
}
