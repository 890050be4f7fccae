using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Parse;

/// <summary><c>Remove-ParseJob</c>: removes parse jobs.</summary>
[Cmdlet(
    VerbsCommon.Remove, "ParseJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/parsing/methods/delete")]
public sealed class RemoveParseJobCommand : RemoveJobCmdlet<ParseJob>
{
    private protected override JobProduct<ParseJob> Product => JobProducts.Parse;
}
