using System;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>What is said of jobs that were waited for in vain.</summary>
/// <param name="product">The product.</param>
/// <param name="connection">What was asked through.</param>
internal sealed class JobErrors(JobProduct product, LlamaCloudConnection connection)
{
    private string Title => product.Subject.Title;

    /// <summary>It ended, but not well.</summary>
    /// <param name="job">The job.</param>
    /// <param name="reason">What the service says, as it can be shown; null when it says nothing.</param>
    /// <param name="target">The same, as it is written.</param>
    public ErrorRecord Failed(LlamaCloudJob job, string? reason, PSObject target)
    {
        string why = reason is null ? "The service does not say why." : $"The service says: {ShownText.Of(reason).TrimEnd('.')}.";
        return new ErrorRecord(
            new InvalidOperationException($"{Title} '{job.Id}'{DocumentOf(job, target)} failed. {why} {product.FailureAdvice}"),
            product.Noun + "Failed",
            ErrorCategory.InvalidResult,
            target);
    }

    private static string DocumentOf(LlamaCloudJob job, PSObject target) =>
        ((target.BaseObject as LlamaCloudJob)?.FileName ?? job.FileName) is { } name ? $" of '{ShownText.Of(name)}'" : string.Empty;

    /// <summary>It has no result; null when it has one.</summary>
    /// <param name="job">The job.</param>
    /// <param name="reason">As for <see cref="Failed"/>.</param>
    /// <param name="target">The job, as it is written.</param>
    public ErrorRecord? WithoutResult(LlamaCloudJob job, string? reason, PSObject target)
    {
        JobStatuses words = product.Statuses;
        return words.HasSucceeded(job.Status) ? null
            : words.HasFailed(job.Status) ? Failed(job, reason, target)
            : words.IsCancelled(job.Status)
            ? new ErrorRecord(
                new InvalidOperationException($"{Title} '{job.Id}' was cancelled and has no result. Start another job for its document."),
                product.Noun + "Cancelled",
                ErrorCategory.InvalidOperation,
                target)
            : new ErrorRecord(
                new InvalidOperationException(
                    $"{Title} '{job.Id}' is {ResourceId.Show(job.Status)} and has no result yet. Pipe it to Wait-{product.Noun} first."),
                product.Noun + "NotEnded",
                ErrorCategory.InvalidOperation,
                target);
    }

    /// <summary>It had not ended when the time was over.</summary>
    public ErrorRecord TimedOut<TJob>(WaitedJob<TJob> job, TimeSpan timeout, object target)
        where TJob : LlamaCloudJob
    {
        string? seen = job.LastSeen is { Status: string status } ? $"it was {status} when last seen" : null;
        string? failure = job.LastFailure is { Message: string why } ? $"it could not be read: {why.TrimEnd('.')}" : null;
        string last = seen is null ? failure ?? "it was not seen" : failure is null ? seen : $"{seen}, and then {failure}";
        string again = $"Run Wait-{product.Noun} again to go on waiting.";
        return new ErrorRecord(
            new TimeoutException(
                FormattableString.Invariant($"{Title} '{job.Id}' had not ended after {timeout.TotalSeconds:0.###} s: {last}. {again}")),
            product.Noun + "WaitTimeout",
            ErrorCategory.OperationTimeout,
            target);
    }

    /// <summary>The service answers for it no more.</summary>
    public ErrorRecord Unanswered(string id, LlamaCloudException failure, object target)
    {
        ErrorRecord error = ServiceErrors.Describe(failure, product.Subject, id, connection, out _);
        return new ErrorRecord(error.Exception, error.FullyQualifiedErrorId, error.CategoryInfo.Category, target)
        {
            ErrorDetails = error.ErrorDetails,
        };
    }
}
