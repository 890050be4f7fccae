using System.Management.Automation;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>What the Wait- commands share of products that tell what each job has cost.</summary>
/// <typeparam name="TJob">The product's job.</typeparam>
public abstract class WaitBilledJobCmdlet<TJob> : WaitJobCmdlet<TJob>
    where TJob : LlamaCloudJob
{
    private protected WaitBilledJobCmdlet()
    {
    }

    /// <summary>Reads what each job has cost too, in <c>Credits</c>: a request for each job that has ended. Null until it is billed.</summary>
    [Parameter]
    public SwitchParameter IncludeUsage { get; set; }

    private protected override bool IncludesUsage => IncludeUsage;
}
