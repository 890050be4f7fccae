using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Classify;

/// <summary><c>Wait-ClassifyJob</c>: waits until classify jobs have ended, and emits each as it ends.</summary>
[Cmdlet(VerbsLifecycle.Wait, "ClassifyJob", DefaultParameterSetName = nameof(InputObject), HelpUri = "https://developers.llamaindex.ai/reference/resources/classify/methods/get")]
[OutputType(typeof(ClassifyJob))]
public sealed class WaitClassifyJobCommand : WaitBilledJobCmdlet<ClassifyJob>
{
    private protected override JobProduct<ClassifyJob> Product => JobProducts.Classify;
}
