using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>What every Stop- command of jobs shares: it cancels jobs. One that has ended already is an error.</summary>
/// <typeparam name="TJob">The product's job.</typeparam>
public abstract class StopJobCmdlet<TJob> : ChangeJobsCmdlet<TJob>
    where TJob : LlamaCloudJob
{
    private protected StopJobCmdlet()
    {
    }

    /// <summary>Emits the jobs that were cancelled.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Whether to wait until a job has stopped, where the service is only asked to stop it.</summary>
    private protected virtual bool WaitsUntilStopped => false;

    private protected override string Action => $"Stop {Product.Name}";

    private protected override JobChanges<TJob> Open() =>
        new($"Stopping {Product.Plural}", Product.Subject with { Action = "stopped" }, Session, StopAsync, Write);

    private async Task<object> StopAsync(JobReference item, CancellationToken cancellationToken)
    {
        TJob job;
        try
        {
            job = await Jobs.CancelAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false);
        }
        catch (LlamaCloudException failure) when (JobStateException.MayBe(failure))
        {
            job = await Jobs.GetAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false);
            if (!Product.Statuses.HasEnded(job.Status))
            {
                throw;
            }

            throw EndedBefore(job);
        }

        if (!WaitsUntilStopped)
        {
            return job;
        }

        job = await JobStopping.WaitAsync(Product, Jobs, item, job, cancellationToken).ConfigureAwait(false);
        return Product.Statuses.IsCancelled(job.Status) ? job : throw EndedBefore(job);
    }

    private JobStateException EndedBefore(TJob job) =>
        new(job, $"{Product.Subject.Title} '{job.Id}' is {job.Status} already and cannot be stopped. No action is needed.");

    private void Write(PSObject job)
    {
        if (PassThru)
        {
            WriteObject(job);
        }
    }
}
