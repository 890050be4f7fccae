using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Batches;

/// <summary><c>Wait-LlamaCloudBatch</c>: waits until batches have ended, and emits each as it does.</summary>
[Cmdlet(VerbsLifecycle.Wait, "LlamaCloudBatch", DefaultParameterSetName = nameof(InputObject), HelpUri = "https://developers.llamaindex.ai/reference/resources/batches/methods/get")]
[OutputType(typeof(LlamaCloudBatch))]
public sealed class WaitLlamaCloudBatchCommand : WaitJobCmdlet<LlamaCloudBatch>
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
