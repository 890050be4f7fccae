using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Parse;

/// <summary><c>Wait-ParseJob</c>: waits until parse jobs have ended, and emits each as it ends.</summary>
[Cmdlet(
    VerbsLifecycle.Wait, "ParseJob", DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/parsing/methods/get")]
[OutputType(typeof(ParseJob))]
public sealed class WaitParseJobCommand : WaitBilledJobCmdlet<ParseJob>
{
    private protected override JobProduct<ParseJob> Product => JobProducts.Parse;
}
