using System.Collections.Generic;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>
/// What Receive- commands share whose result is in the job: one that came whole is not read again, others are, many to a request. One
/// that has no result is one error, and the others go on.
/// </summary>
/// <typeparam name="TJob">The product's job.</typeparam>
public abstract class ReceiveJobCmdlet<TJob> : JobsCmdlet<TJob>
    where TJob : LlamaCloudJob
{
    private readonly ConditionalWeakTable<JobReference, TJob> _known = new();

    private protected ReceiveJobCmdlet()
    {
    }

    /// <summary>What jobs are read with beside what they always have; empty for nothing.</summary>
    private protected virtual IReadOnlyCollection<string> Expand => [];

    private Window<JobReference, TJob> Items => field ??= new Window<JobReference, TJob>(this, Open);

    /// <summary>Waits for what is under way.</summary>
    protected override void EndProcessing() => Items.Complete();

    /// <summary>Writes the result of a job that has one.</summary>
    /// <param name="item">The job as it was asked for.</param>
    /// <param name="job">The job as it is.</param>
    private protected abstract void Write(JobReference item, TJob job);

    /// <summary>Whether a job that has its result came with all that is wanted of it.</summary>
    private protected virtual bool IsWhole(TJob job) => true;

    private protected override void Add(JobReference job, TJob? seen)
    {
        // One that has failed says so itself.
        if (seen is not null && Product.Statuses.HasEnded(seen.Status) && (!Product.Statuses.HasSucceeded(seen.Status) || IsWhole(seen)))
        {
            _known.Add(job, seen);
        }

        Items.Add(job);
    }

    private protected override void Add(ErrorRecord problem) => Items.Add(problem);

    private JobReading<TJob> Open() => new(
        Product, Session, new JobGroups<TJob>(this, Product, Session, Client) { Expand = Expand }, isGrouping: true, WriteOrRefuse)
    {
        Known = item => _known.TryGetValue(item, out TJob? job) ? job : null,
    };

    private void WriteOrRefuse(JobReference item, TJob job)
    {
        PSObject joined = item.Join(job);
        TJob own = (TJob)joined.BaseObject;
        if (new JobErrors(Product, Session).WithoutResult(own, Client.Redact(own.ErrorMessage), joined) is ErrorRecord problem)
        {
            WriteError(problem);
        }
        else
        {
            Write(item, own);
        }
    }
}
