using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Extract;

/// <summary><c>Get-ExtractJob</c>: reads extract jobs by id, many to a request, or lists them.</summary>
[Cmdlet(
    VerbsCommon.Get, "ExtractJob", DefaultParameterSetName = IdSet,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/extract/methods/get")]
[OutputType(typeof(ExtractJob))]
public sealed class GetExtractJobCommand : GetBilledJobCmdlet<ExtractJob>
{
    /// <summary>Lists jobs that were made from this saved configuration, or its id, <c>cfg-...</c>.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("configuration_id")]
    [ArgumentCompleter(typeof(ConfigurationIdCompleter))]
    [OneConfigurationIdTransformation]
    public string? ConfigurationId { get; set; }

    /// <summary>Lists jobs of this document: the id of a file, <c>dfl-...</c>, or of a parse job, <c>pjb-...</c>.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotBlank]
    [Alias("FileId", "file_input")]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    public string? FileInput { get; set; }

    /// <summary>Reads what is known about each value too: where it stands, and how sure the service is.</summary>
    [Parameter]
    public SwitchParameter IncludeMetadata { get; set; }

    private protected override JobProduct<ExtractJob> Product => JobProducts.Extract;

    private protected override JobFilter Filter => base.Filter with
    {
        ConfigurationId = FindConfiguration(ConfigurationId, Product.ConfigurationType),
        FileInput = FileInput,
        Expand = Expand,
    };

    private protected override IReadOnlyCollection<string> Expand =>
        [.. new[] { "configuration", IncludeMetadata ? "extract_metadata" : null }.OfType<string>(), .. base.Expand];
}
