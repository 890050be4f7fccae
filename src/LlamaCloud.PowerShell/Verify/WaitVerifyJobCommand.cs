using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Verify;

/// <summary><c>Wait-VerifyJob</c>: waits until verify jobs have ended, and emits each as it ends.</summary>
[Cmdlet(
    VerbsLifecycle.Wait, "VerifyJob", DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/alpha/subresources/verify/methods/get")]
[OutputType(typeof(VerifyJob))]
public sealed class WaitVerifyJobCommand : WaitJobCmdlet<VerifyJob>
{
    private protected override JobProduct<VerifyJob> Product => JobProducts.Verify;
}
