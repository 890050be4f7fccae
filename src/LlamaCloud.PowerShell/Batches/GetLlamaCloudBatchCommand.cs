using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Batches;

/// <summary><c>Get-LlamaCloudBatch</c>: reads batches by id, with what became of each file, or lists them.</summary>
[Cmdlet(
    VerbsCommon.Get, "LlamaCloudBatch", DefaultParameterSetName = IdSet,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/batches/methods/get")]
[OutputType(typeof(LlamaCloudBatch))]
public sealed class GetLlamaCloudBatchCommand : GetJobCmdlet<LlamaCloudBatch>
{
    /// <summary>
    /// The ids, <c>bat-...</c>: strings, batches, or rows, hashtables and JSON objects with a <c>BatchId</c>, <c>batch_id</c> or <c>Id</c>.
    /// </summary>
    [Parameter(ParameterSetName = IdSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("BatchId", "batch_id", "Id")]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [JobIdTransformation]
    public override string?[]? JobId { get; set; }

    /// <summary>Lists batches over this directory, or its id, <c>dir-...</c>.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("directory_id")]
    [ArgumentCompleter(typeof(DirectoryIdCompleter))]
    [OneDirectoryIdTransformation]
    public string? DirectoryId { get; set; }

    private protected override JobProduct<LlamaCloudBatch> Product => JobProducts.Batch;

    private protected override JobFilter Filter => base.Filter with { SourceDirectoryId = DirectoryId };
}
