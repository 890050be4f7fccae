using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Batches;

/// <summary>
/// <c>Receive-LlamaCloudBatch</c>: emits the parse or extract jobs of batches, each joined to the name and the local path of its file. A
/// file without a job is one error.
/// </summary>
[Cmdlet(VerbsCommunications.Receive, "LlamaCloudBatch", DefaultParameterSetName = nameof(InputObject), HelpUri = "https://developers.llamaindex.ai/reference/resources/batches/methods/get")]
[OutputType(typeof(ParseJob), typeof(ExtractJob))]
public sealed class ReceiveLlamaCloudBatchCommand : JobsCmdlet<LlamaCloudBatch>
{
    private JobProduct? _product;
    private IJobReader? _reader;

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

    /// <summary>Waits for what is under way.</summary>
    protected override void EndProcessing() => _reader?.Complete();

    private protected override void Add(JobReference job, LlamaCloudBatch? seen)
    {
        LlamaCloudBatch? batch = seen is { Results: not null } ? seen : null;
        if (batch is null && !TryReceive(job.Id, cancellation => Client.Batches.GetAsync(job.Id, job.Scope, cancellation), out batch))
        {
            return;
        }

        JobProduct? product = JobProducts.OfConfiguration(batch.ProductType);
        if (BatchErrors.FindProblem(batch, product) is ErrorRecord problem)
        {
            WriteError(problem);
            return;
        }

        Read(batch, product!, job);
    }

    private void Read(LlamaCloudBatch batch, JobProduct product, JobReference source)
    {
        BatchFiles files = new();
        // The jobs are what counts: where the names cannot be read, that is told, and they come out without.
        TryReceive(batch.Id, cancellation => files.ReadAsync(Client, batch, source.Scope, cancellation), out bool isThere);
        if (files.IsGone)
        {
            WriteWarning(
                $"The directory '{batch.SourceDirectoryId}' of batch '{batch.Id}' is gone: "
                + "the names and paths of its files are not known.");
        }

        if (_product != product)
        {
            _reader?.Complete();
            (_product, _reader) = (product, product.OpenReader(this, Session, Client));
        }

        foreach (BatchResult result in batch.Results!)
        {
            DocumentInput document = files.Find(result.SourceDirectoryFileId);
            if (result.JobId is string id)
            {
                _reader!.Add(id, source.Scope, source.Input, document);
            }
            else
            {
                _reader!.Add(BatchErrors.NoJob(batch, product, result, document, Client.Redact(result.ErrorMessage)));
            }
        }
    }
}
