using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Classify;

/// <summary><c>Remove-ClassifyJob</c>: removes classify jobs.</summary>
[Cmdlet(
    VerbsCommon.Remove, "ClassifyJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/classify/methods/delete")]
public sealed class RemoveClassifyJobCommand : RemoveJobCmdlet<ClassifyJob>
{
    private protected override JobProduct<ClassifyJob> Product => JobProducts.Classify;
}
