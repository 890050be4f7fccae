using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Extract;

/// <summary><c>Stop-ExtractJob</c>: cancels extract jobs.</summary>
[Cmdlet(
    VerbsLifecycle.Stop, "ExtractJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/extract/methods/cancel")]
[OutputType(typeof(ExtractJob))]
public sealed class StopExtractJobCommand : StopJobCmdlet<ExtractJob>
{
    private protected override JobProduct<ExtractJob> Product => JobProducts.Extract;
}
