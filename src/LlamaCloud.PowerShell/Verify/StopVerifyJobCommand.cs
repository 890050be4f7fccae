using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Verify;

/// <summary><c>Stop-VerifyJob</c>: cancels verify jobs.</summary>
[Cmdlet(
    VerbsLifecycle.Stop, "VerifyJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/alpha/subresources/verify/methods/cancel")]
[OutputType(typeof(VerifyJob))]
public sealed class StopVerifyJobCommand : StopJobCmdlet<VerifyJob>
{
    private protected override JobProduct<VerifyJob> Product => JobProducts.Verify;
}
