using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Classify;

/// <summary><c>Stop-ClassifyJob</c>: cancels jobs. One that has ended already is an error.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ClassifyJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(InputObject), HelpUri = "https://developers.llamaindex.ai/reference/resources/classify/methods/cancel")]
[OutputType(typeof(ClassifyJob))]
public sealed class StopClassifyJobCommand : ChangeJobsCmdlet
{
    /// <summary>Emits the jobs that were cancelled.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => "Stop classify job";

    private protected override ClassifyJobChanges Open() => new("Stopping classify jobs", "stopped", Session, StopAsync, Write);

    private async Task<object> StopAsync(JobReference item, CancellationToken cancellationToken)
    {
        try
        {
            return await Client.Classify.CancelAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false);
        }
        catch (LlamaCloudException failure) when (ClassifyJobChanges.MayBeState(failure))
        {
            ClassifyJob job = await Client.Classify.GetAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false);
            if (!ClassifyJobStatuses.HasEnded(job))
            {
                throw;
            }

            throw new JobStateException(job, $"Classify job '{job.Id}' is {job.Status} already and cannot be stopped. Nothing is to be done: it does not run.");
        }
    }

    private void Write(PSObject job)
    {
        if (PassThru)
        {
            WriteObject(job);
        }
    }
}
