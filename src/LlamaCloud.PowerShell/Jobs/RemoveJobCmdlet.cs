using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>
/// What every Remove- command of jobs shares: it removes jobs that have ended; with <c>-Force</c> others too, which are cancelled
/// first. It emits nothing.
/// </summary>
/// <typeparam name="TJob">The product's job.</typeparam>
public abstract class RemoveJobCmdlet<TJob> : ChangeJobsCmdlet<TJob>
    where TJob : LlamaCloudJob
{
    private protected RemoveJobCmdlet()
    {
    }

    /// <summary>Cancels jobs that have not ended, and then removes them too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string Action => Force ? $"Stop and remove {Product.Name}" : $"Remove {Product.Name}";

    private protected override JobChanges<TJob> Open() =>
        new($"Removing {Product.Plural}", Product.Subject with { Action = "removed" }, Session, RemoveAsync, static _ => { });

    private async Task<object> RemoveAsync(JobReference item, CancellationToken cancellationToken)
    {
        try
        {
            await Jobs.DeleteAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false);
            return item.Id;
        }
        catch (LlamaCloudException failure) when (JobStateException.MayBe(failure))
        {
            TJob job = await Jobs.GetAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false);
            if (Product.Statuses.HasEnded(job.Status))
            {
                throw;
            }

            if (!Force)
            {
                throw new JobStateException(
                    job,
                    $"{Product.Subject.Title} '{job.Id}' is {job.Status} and cannot be removed before it has ended. Wait for it, or give "
                        + "-Force to stop it first.");
            }
        }

        await StopAsync(item, cancellationToken).ConfigureAwait(false);
        await Jobs.DeleteAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false);
        return item.Id;
    }

    private async Task StopAsync(JobReference item, CancellationToken cancellationToken)
    {
        TJob? job = null;
        try
        {
            job = await Jobs.CancelAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false);
        }
        catch (LlamaCloudException failure) when (JobStateException.MayBe(failure))
        {
            // It may have ended by itself since; whether it has, the next look tells.
        }

        // A job that still runs cannot be removed.
        _ = await JobStopping.WaitAsync(Product, Jobs, item, job, cancellationToken).ConfigureAwait(false);
    }
}
