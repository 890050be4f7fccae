using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Classify;

/// <summary><c>Stop-ClassifyJob</c>: cancels classify jobs.</summary>
[Cmdlet(
    VerbsLifecycle.Stop, "ClassifyJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/classify/methods/cancel")]
[OutputType(typeof(ClassifyJob))]
public sealed class StopClassifyJobCommand : StopJobCmdlet<ClassifyJob>
{
    private protected override JobProduct<ClassifyJob> Product => JobProducts.Classify;
}
