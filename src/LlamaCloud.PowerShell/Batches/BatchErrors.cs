using System;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Batches;

/// <summary>What is said of batches whose jobs cannot be read, and of files that have none.</summary>
internal static class BatchErrors
{
    /// <summary>Why the jobs of a batch cannot be read; null when they can.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="product">What its jobs are of; null where this version does not know.</param>
    public static ErrorRecord? FindProblem(LlamaCloudBatch batch, JobProduct? product)
    {
        JobStatuses words = JobProducts.Batch.Statuses;
        return !words.HasEnded(batch.Status) ? Problem(
                batch,
                JobProducts.Batch.Noun + "NotEnded",
                $"is {batch.Status}, and its jobs are known when it has ended. Wait for it with Wait-LlamaCloudBatch.")
            : batch.Results is null ? Problem(
                batch,
                JobProducts.Batch.Noun + "ResultsMissing",
                $"is {batch.Status}, and the service does not say which jobs it has made. "
                + $"Get-{product?.Noun ?? "ParseJob"} -CreatedAfter lists what was made since.")
            : product is null ? Problem(
                batch,
                JobProducts.Batch.Noun + "ProductUnknown",
                $"has jobs for {batch.ProductType}, which this version does not know. "
                + "Their ids are in its Results: read them with Invoke-LlamaCloudApi.")
            : null;
    }

    /// <summary>A file has no job.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="product">What its jobs are of.</param>
    /// <param name="result">What became of the file.</param>
    /// <param name="document">The file.</param>
    /// <param name="words">What the service says, as it can be shown; null when it says nothing.</param>
    public static ErrorRecord NoJob(LlamaCloudBatch batch, JobProduct product, BatchResult result, DocumentInput document, string? words)
    {
        string why = words is null ? "The service does not say why." : $"The service says: {ShownText.Of(words).TrimEnd('.')}.";
        // A row that the command which starts a job takes.
        PSObject target = new();
        target.Properties.Add(new PSNoteProperty("FileId", document.Id));
        target.Properties.Add(new PSNoteProperty("FileName", document.Name));
        target.Properties.Add(new PSNoteProperty("SourcePath", document.SourcePath));
        string name = ShownText.Of(document.Name ?? result.SourceDirectoryFileId);
        return new ErrorRecord(
            new InvalidOperationException(
                $"The file '{name}' of batch '{batch.Id}' has no job. {why} Start one with Start-{product.Noun}, or look at the file."),
            JobProducts.Batch.Noun + "FileFailed",
            ErrorCategory.InvalidResult,
            target);
    }

    /// <summary>A batch could not be started.</summary>
    /// <param name="error">The error of the request.</param>
    /// <param name="failure">Why.</param>
    /// <param name="directory">The id of its directory.</param>
    /// <param name="name">The name of that, where it is the batch's own; else null.</param>
    public static ErrorRecord NotStarted(ErrorRecord error, LlamaCloudException failure, string directory, string? name)
    {
        string maybe = failure.MayBeDone
            ? $" It may have been started all the same: Get-LlamaCloudBatch -DirectoryId {directory} lists the batches over it."
            : string.Empty;
        string again = name is null
            ? string.Empty
            : $" The files are in directory {directory}: with -Name '{name}' none is sent again, and no batch is made twice.";
        return ErrorAdvice.Give(
            ErrorAdvice.Message(error) + again + maybe,
            error.ErrorDetails!.RecommendedAction,
            text => new ErrorRecord(
                new LlamaCloudException(text, failure), error.FullyQualifiedErrorId, error.CategoryInfo.Category, directory));
    }

    private static ErrorRecord Problem(LlamaCloudBatch batch, string errorId, string what) => new(
        new InvalidOperationException($"Batch '{batch.Id}' {what}"), errorId, ErrorCategory.InvalidOperation, batch);
}
