using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>What the cmdlets share that change jobs: each is asked about, and then many are changed at a time.</summary>
/// <typeparam name="TJob">The product's job.</typeparam>
public abstract class ChangeJobsCmdlet<TJob> : JobsCmdlet<TJob>
    where TJob : LlamaCloudJob
{
    private protected ChangeJobsCmdlet()
    {
    }

    /// <summary>What is done, as the user is asked.</summary>
    private protected abstract string Action { get; }

    private Window<JobReference, object> Items => field ??= new Window<JobReference, object>(this, Open);

    /// <summary>Waits for what is under way.</summary>
    protected override void EndProcessing() => Items.Complete();

    /// <summary>The calls of the product.</summary>
    private protected JobsClient<TJob> Jobs => Product.Jobs(Client);

    /// <summary>What is done. Called with the first job, not before: an empty pipeline needs no key.</summary>
    private protected abstract JobChanges<TJob> Open();

    private protected override bool IsWanted(BoundId id) => ShouldProcess(id.Title, Action);

    private protected override void Add(JobReference job, TJob? seen) => Items.Add(job);

    private protected override void Add(ErrorRecord problem) => Items.Add(problem);
}
