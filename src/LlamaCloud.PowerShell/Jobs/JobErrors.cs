using System;
using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>What is said of jobs that were waited for in vain.</summary>
internal static class JobErrors
{
    /// <summary>It ended, but not well.</summary>
    /// <param name="job">The job.</param>
    /// <param name="reason">What the service says, as it can be shown; null when it says nothing.</param>
    /// <param name="target">The same, as it is written.</param>
    public static ErrorRecord Failed(ClassifyJob job, string? reason, PSObject target)
    {
        string why = reason is null ? "The service does not say why." : $"The service says: {reason.TrimEnd('.')}.";
        return new ErrorRecord(
            new InvalidOperationException($"Classify job '{job.Id}' failed. {why} Look at the document, then start another job."),
            "ClassifyJobFailed",
            ErrorCategory.InvalidResult,
            target);
    }

    /// <summary>It had not ended when the time was over.</summary>
    public static ErrorRecord TimedOut(WaitedJob job, TimeSpan timeout, object target)
    {
        string? seen = job.LastSeen is ClassifyJob { Status: string status } ? $"it was {status} when last seen" : null;
        string? failure = job.LastFailure is LlamaCloudException { Message: string why } ? $"it could not be read: {why.TrimEnd('.')}" : null;
        string last = seen is null ? failure ?? "it was not seen" : failure is null ? seen : $"{seen}, and then {failure}";
        return new ErrorRecord(
            new TimeoutException(FormattableString.Invariant($"Classify job '{job.Id}' had not ended after {timeout.TotalSeconds:0} s: {last}. Run Wait-ClassifyJob again to go on waiting.")),
            "ClassifyJobWaitTimeout",
            ErrorCategory.OperationTimeout,
            target);
    }

    /// <summary>The service answered for no job any more.</summary>
    public static ErrorRecord Unanswered(WaitedJob job, LlamaCloudException failure, LlamaCloudConnection connection, object target)
    {
        ErrorRecord error = ServiceErrors.Describe(failure, ErrorSubject.ClassifyJob, job.Id, connection, out _);
        return new ErrorRecord(error.Exception, error.FullyQualifiedErrorId, error.CategoryInfo.Category, target) { ErrorDetails = error.ErrorDetails };
    }
}
