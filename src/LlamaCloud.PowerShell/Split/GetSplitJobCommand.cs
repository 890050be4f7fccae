using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Split;

/// <summary><c>Get-SplitJob</c>: reads split jobs by id, many to a request, or lists them.</summary>
[Cmdlet(VerbsCommon.Get, "SplitJob", DefaultParameterSetName = IdSet, HelpUri = "https://developers.llamaindex.ai/reference/resources/split/methods/get")]
[OutputType(typeof(SplitJob))]
public sealed class GetSplitJobCommand : GetJobCmdlet<SplitJob>
{
    private protected override JobProduct<SplitJob> Product => JobProducts.Split;
}
