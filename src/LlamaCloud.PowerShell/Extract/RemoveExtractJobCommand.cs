using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Extract;

/// <summary><c>Remove-ExtractJob</c>: removes extract jobs.</summary>
[Cmdlet(
    VerbsCommon.Remove, "ExtractJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/extract/methods/delete")]
public sealed class RemoveExtractJobCommand : RemoveJobCmdlet<ExtractJob>
{
    private protected override JobProduct<ExtractJob> Product => JobProducts.Extract;
}
