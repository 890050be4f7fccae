using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Extract;

/// <summary><c>Wait-ExtractJob</c>: waits until extract jobs have ended, and emits each as it ends.</summary>
[Cmdlet(
    VerbsLifecycle.Wait, "ExtractJob", DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/extract/methods/get")]
[OutputType(typeof(ExtractJob))]
public sealed class WaitExtractJobCommand : WaitBilledJobCmdlet<ExtractJob>
{
    private protected override JobProduct<ExtractJob> Product => JobProducts.Extract;
}
