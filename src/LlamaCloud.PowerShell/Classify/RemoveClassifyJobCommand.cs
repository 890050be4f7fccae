using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Classify;

/// <summary><c>Remove-ClassifyJob</c>: removes jobs that have ended; with <c>-Force</c> others too, which are cancelled first. It emits nothing.</summary>
[Cmdlet(VerbsCommon.Remove, "ClassifyJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(InputObject), HelpUri = "https://developers.llamaindex.ai/reference/resources/classify/methods/delete")]
public sealed class RemoveClassifyJobCommand : ChangeJobsCmdlet
{
    /// <summary>Cancels jobs that have not ended, and then removes them too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string Action => Force ? "Stop and remove classify job" : "Remove classify job";

    private protected override ClassifyJobChanges Open() => new("Removing classify jobs", "removed", Session, RemoveAsync, static _ => { });

    private async Task<object> RemoveAsync(JobReference item, CancellationToken cancellationToken)
    {
        try
        {
            await Client.Classify.DeleteAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false);
            return item.Id;
        }
        catch (LlamaCloudException failure) when (ClassifyJobChanges.MayBeState(failure))
        {
            ClassifyJob job = await Client.Classify.GetAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false);
            if (ClassifyJobStatuses.HasEnded(job))
            {
                throw;
            }

            if (!Force)
            {
                throw new JobStateException(job, $"Classify job '{job.Id}' is {job.Status} and cannot be removed before it has ended. Wait for it, or give -Force to stop it first.");
            }
        }

        await StopAsync(item, cancellationToken).ConfigureAwait(false);
        await Client.Classify.DeleteAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false);
        return item.Id;
    }

    private async Task StopAsync(JobReference item, CancellationToken cancellationToken)
    {
        try
        {
            await Client.Classify.CancelAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false);
        }
        catch (LlamaCloudException failure) when (ClassifyJobChanges.MayBeState(failure))
        {
            // It may have ended by itself since; whether it has, the removal tells.
        }
    }
}
