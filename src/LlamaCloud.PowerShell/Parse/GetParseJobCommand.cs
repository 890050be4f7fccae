using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Parse;

/// <summary><c>Get-ParseJob</c>: reads parse jobs by id, many to a request, or lists them.</summary>
[Cmdlet(
    VerbsCommon.Get, "ParseJob", DefaultParameterSetName = IdSet,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/parsing/methods/get")]
[OutputType(typeof(ParseJob))]
public sealed class GetParseJobCommand : GetBilledJobCmdlet<ParseJob>
{
    private protected override JobProduct<ParseJob> Product => JobProducts.Parse;
}
