using System;
using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Extract;

/// <summary>What is said of a job that has no result.</summary>
internal static class ExtractOutcome
{
    /// <summary>The error about it; null when it has a result.</summary>
    public static ErrorRecord? Problem(ExtractJob job, JobProduct product, JobErrors errors, LlamaCloudClient client, PSObject target)
    {
        JobStatuses words = product.Statuses;
        return words.HasSucceeded(job.Status) ? null
            : words.HasFailed(job.Status) ? errors.Failed(job, client.Redact(job.ErrorMessage), target)
            : words.IsCancelled(job.Status)
            ? new ErrorRecord(
                new InvalidOperationException(
                    $"Extract job '{job.Id}' was cancelled and has no result. Start another job for its document."),
                "ExtractJobCancelled",
                ErrorCategory.InvalidOperation,
                target)
            : new ErrorRecord(
                new InvalidOperationException(
                    $"Extract job '{job.Id}' is {ResourceId.Show(job.Status)} and has no result yet. Pipe it to Wait-ExtractJob first."),
                "ExtractJobNotEnded",
                ErrorCategory.InvalidOperation,
                target);
    }
}
