using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Split;

/// <summary><c>Remove-SplitJob</c>: removes split jobs.</summary>
[Cmdlet(VerbsCommon.Remove, "SplitJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(InputObject), HelpUri = "https://developers.llamaindex.ai/reference/resources/split/methods/delete")]
public sealed class RemoveSplitJobCommand : RemoveJobCmdlet<SplitJob>
{
    private protected override JobProduct<SplitJob> Product => JobProducts.Split;
}
