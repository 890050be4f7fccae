using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Batches;

/// <summary><c>Stop-LlamaCloudBatch</c>: cancels batches. The jobs that they have made go on.</summary>
[Cmdlet(VerbsLifecycle.Stop, "LlamaCloudBatch", SupportsShouldProcess = true, DefaultParameterSetName = nameof(InputObject), HelpUri = "https://developers.llamaindex.ai/reference/resources/batches/methods/cancel")]
[OutputType(typeof(LlamaCloudBatch))]
public sealed class StopLlamaCloudBatchCommand : StopJobCmdlet<LlamaCloudBatch>
{
    /// <summary>The ids, or rows with a <c>BatchId</c>, <c>batch_id</c> or <c>Id</c>.</summary>
    [Parameter(ParameterSetName = nameof(JobId), Mandatory = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [Alias("BatchId", "batch_id", "Id")]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [JobIdTransformation]
    public override string?[]? JobId { get; set; }

    private protected override JobProduct<LlamaCloudBatch> Product => JobProducts.Batch;
}
