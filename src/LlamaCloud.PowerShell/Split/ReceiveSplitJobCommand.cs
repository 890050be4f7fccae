using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Split;

/// <summary><c>Receive-SplitJob</c>: emits the parts of documents that split jobs have found, each a document for other commands.</summary>
[Cmdlet(VerbsCommunications.Receive, "SplitJob", DefaultParameterSetName = nameof(InputObject), HelpUri = "https://developers.llamaindex.ai/reference/resources/split/methods/get")]
[OutputType(typeof(SplitSegment))]
public sealed class ReceiveSplitJobCommand : ReceiveJobCmdlet<SplitJob>
{
    private protected override JobProduct<SplitJob> Product => JobProducts.Split;

    private protected override void Write(JobReference item, SplitJob job)
    {
        foreach (SplitSegment segment in job.GetSegments())
        {
            segment.SetInputObject(item.Input);
            WriteObject(item.WithSegment(segment));
        }
    }
}
