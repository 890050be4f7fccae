using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Stops or removes jobs.</summary>
/// <param name="activity">What it does, for the progress bar.</param>
/// <param name="subject">What errors are about, with what it does, as in "could not be stopped".</param>
/// <param name="connection">What it asks through.</param>
/// <param name="send">
/// Does it with one job, and answers the job where there still is one. Behind its first wait it runs on any thread.
/// </param>
/// <param name="write">Takes what came of it.</param>
internal sealed class JobChanges<TJob>(
    string activity,
    ErrorSubject subject,
    LlamaCloudConnection connection,
    Func<JobReference, CancellationToken, Task<object>> send,
    Action<PSObject> write)
    : WindowWork<JobReference, object>(activity, subject, connection, isChange: true)
    where TJob : LlamaCloudJob
{
    public override Task<object> SendAsync(JobReference item, CancellationToken cancellationToken) => send(item, cancellationToken);

    public override void Write(JobReference item, object result)
    {
        if (result is TJob job)
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
                Subject.ErrorIdPrefix + "StateInvalid",
                ErrorCategory.InvalidOperation,
                item.Join(state.Job));
        }

        return base.Describe(item, failure, out endsCommand);
    }

    public override object? InputOf(JobReference item) => item.Input;

    protected override string NameOf(JobReference item) => item.Id;
}

/// <summary>The state of a job does not allow what was asked.</summary>
internal sealed class JobStateException(LlamaCloudJob job, string message) : InvalidOperationException(message)
{
    public LlamaCloudJob Job { get; } = job;

    /// <summary>Whether a failure may mean that the state of the job does not allow what was asked.</summary>
    public static bool MayBe(LlamaCloudException failure) => failure.StatusCode is 400 or 409 or 422;
}
