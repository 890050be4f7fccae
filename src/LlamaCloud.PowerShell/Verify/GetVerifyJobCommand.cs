using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Verify;

/// <summary><c>Get-VerifyJob</c>: reads verify jobs by id, many to a request, with their results, or lists them.</summary>
[Cmdlet(
    VerbsCommon.Get, "VerifyJob", DefaultParameterSetName = IdSet,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/alpha/subresources/verify/methods/get")]
[OutputType(typeof(VerifyJob))]
public sealed class GetVerifyJobCommand : GetJobCmdlet<VerifyJob>
{
    private protected override JobProduct<VerifyJob> Product => JobProducts.Verify;
}
