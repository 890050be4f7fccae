using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Stops or removes jobs.</summary>
/// <param name="activity">What it does, for the progress bar.</param>
/// <param name="action">What it does, as in "could not be stopped".</param>
/// <param name="connection">What it asks through.</param>
/// <param name="send">Does it with one job, and answers the job where there still is one. Behind its first wait it runs on any thread.</param>
/// <param name="write">Takes what came of it.</param>
internal sealed class ClassifyJobChanges(
    string activity, string action, LlamaCloudConnection connection, Func<JobReference, CancellationToken, Task<object>> send, Action<PSObject> write)
    : WindowWork<JobReference, object>(activity, isChange: true)
{
    private readonly ErrorSubject _subject = ErrorSubject.ClassifyJob with { Action = action };

    /// <summary>Whether a failure may mean that the state of the job does not allow what was asked.</summary>
    public static bool MayBeState(LlamaCloudException failure) => failure.StatusCode is 400 or 409 or 422;

    public override Task<object> SendAsync(JobReference item, CancellationToken cancellationToken) => send(item, cancellationToken);

    public override void Write(JobReference item, object result)
    {
        if (result is ClassifyJob job)
        {
            write(item.Join(job));
        }
    }

    public override ErrorRecord Describe(JobReference item, Exception failure, out bool endsCommand)
    {
        if (failure is JobStateException state)
        {
            endsCommand = false;
            return new ErrorRecord(
                new InvalidOperationException(state.Message),
                "ClassifyJobStateInvalid",
                ErrorCategory.InvalidOperation,
                item.Join(state.Job));
        }

        return ServiceErrors.Describe(failure, _subject, item.Id, connection, out endsCommand);
    }
}

/// <summary>The state of a job does not allow what was asked.</summary>
internal sealed class JobStateException(ClassifyJob job, string message) : InvalidOperationException(message)
{
    public ClassifyJob Job { get; } = job;
}
