using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Parse;

/// <summary>What is said of parse jobs that have no results, and of pages that failed.</summary>
internal static class ParseOutcome
{
    /// <summary>Why a job has no results; null when it has.</summary>
    /// <param name="job">The job as it is now.</param>
    /// <param name="item">The job that was asked for.</param>
    /// <param name="connection">What was asked through.</param>
    /// <param name="client">The same, opened.</param>
    public static ErrorRecord? Problem(ParseJob job, JobReference item, LlamaCloudConnection connection, LlamaCloudClient client)
    {
        JobStatuses statuses = ParseClient.Words;
        if (statuses.HasSucceeded(job.Status))
        {
            return null;
        }

        PSObject target = item.Join(job);
        if (statuses.HasFailed(job.Status))
        {
            return new JobErrors(JobProducts.Parse, connection).Failed(job, client.Redact(job.ErrorMessage), target);
        }

        string what = statuses.IsCancelled(job.Status)
            ? "was cancelled, and has no result. Start another job for its document."
            : $"has no result yet: {HowFar(job)}. Wait for it first: Wait-ParseJob.";
        return new ErrorRecord(new InvalidOperationException($"Parse job '{job.Id}' {what}"), "ParseJobNotCompleted", ErrorCategory.ResourceUnavailable, target);
    }

    private static string HowFar(ParseJob job) =>
        string.IsNullOrWhiteSpace(job.Status) ? "the service does not say how far it is" : $"it is {ShownText.Of(job.Status)}";

    /// <summary>Tells of a page that failed.</summary>
    public static string Warning(string document, int page, string? error) =>
        $"Page {page} of '{ShownText.Of(document)}' failed: {ShownText.Of(error ?? "the service does not say why").TrimEnd('.')}.";

    /// <summary>Tells of a document without pages.</summary>
    public static string Empty(string document) => $"'{ShownText.Of(document)}' has no pages: its result is empty.";

    /// <summary>Tells of a kind of result that a job does not have.</summary>
    public static string Missing(string id, string kind) => $"Parse job '{id}' has completed, but has no {kind}.";

    /// <summary>The error when results that came cannot be read: null for another failure.</summary>
    public static ErrorRecord? Unreadable(Exception failure, string id) => failure switch
    {
        InvalidDataException => new ErrorRecord(
            new InvalidDataException(
                $"The results of parse job '{id}' are not as the service describes them: {failure.Message.TrimEnd('.')}. Run the command "
                    + "again; if that does not help, start another job.",
                failure),
            "ParseJobResultInvalid", ErrorCategory.InvalidResult, id),
        IOException => new ErrorRecord(
            new IOException(
                $"The results of parse job '{id}' cannot be kept in a temporary file: {failure.Message.TrimEnd('.')}. Make room in the "
                    + "folder for temporary files, then run the command again.",
                failure),
            "ParseJobResultUnreadable", ErrorCategory.ReadError, id),
        _ => null,
    };
}
