using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Split;

/// <summary><c>Wait-SplitJob</c>: waits until split jobs have ended, and emits each as it ends.</summary>
[Cmdlet(VerbsLifecycle.Wait, "SplitJob", DefaultParameterSetName = nameof(InputObject), HelpUri = "https://developers.llamaindex.ai/reference/resources/split/methods/get")]
[OutputType(typeof(SplitJob))]
public sealed class WaitSplitJobCommand : WaitJobCmdlet<SplitJob>
{
    private protected override JobProduct<SplitJob> Product => JobProducts.Split;
}
