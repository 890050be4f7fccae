using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Split;

/// <summary><c>Stop-SplitJob</c>: asks the service to cancel split jobs, and may wait until they have stopped.</summary>
[Cmdlet(VerbsLifecycle.Stop, "SplitJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(InputObject), HelpUri = "https://developers.llamaindex.ai/reference/resources/split/methods/cancel")]
[OutputType(typeof(SplitJob))]
public sealed class StopSplitJobCommand : StopJobCmdlet<SplitJob>
{
    /// <summary>Waits until the jobs have stopped: the service is only asked, and they may go on for a while.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    private protected override bool WaitsUntilStopped => Wait;

    private protected override JobProduct<SplitJob> Product => JobProducts.Split;
}
