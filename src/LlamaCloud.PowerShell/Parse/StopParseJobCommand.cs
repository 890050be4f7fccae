using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Parse;

/// <summary><c>Stop-ParseJob</c>: cancels parse jobs.</summary>
[Cmdlet(
    VerbsLifecycle.Stop, "ParseJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/parsing/methods/cancel")]
[OutputType(typeof(ParseJob))]
public sealed class StopParseJobCommand : StopJobCmdlet<ParseJob>
{
    private protected override JobProduct<ParseJob> Product => JobProducts.Parse;
}
