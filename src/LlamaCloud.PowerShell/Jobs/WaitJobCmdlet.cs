using System;
using System.Collections.Generic;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>
/// What every Wait- command of jobs shares: it waits until jobs have ended, and emits each once, as it ends. Nothing is kept
/// anywhere: run again with the same ids, it goes on where it was.
/// </summary>
/// <typeparam name="TJob">The product's job.</typeparam>
public abstract class WaitJobCmdlet<TJob> : JobsCmdlet<TJob>
    where TJob : LlamaCloudJob
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private JobWait<TJob>? _wait;

    private protected WaitJobCmdlet()
    {
    }

    /// <summary>How long to wait in seconds, from the last input on; 0 looks once. Without it: until all have ended.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [SecondsTransformation]
    [ValidateRange(0.0, int.MaxValue)]
    public double Timeout { get; set; }

    /// <summary>
    /// The longest pause between two looks, in seconds. It is 3.2 s as a rule, and grows to this for jobs that take minutes.
    /// </summary>
    [Parameter]
    [SecondsTransformation]
    [ValidateRange(1.0, 3600.0)]
    public double PollInterval { get; set; } = 10;

    /// <summary>Whether jobs come out with what they have cost.</summary>
    private protected virtual bool IncludesUsage => false;

    /// <summary>Takes jobs, and looks at those that came before while more arrive.</summary>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        _wait?.Advance();
    }

    /// <summary>Waits for the rest.</summary>
    protected override void EndProcessing() => _wait?.Complete(IsGiven(nameof(Timeout)) ? TimeSpan.FromSeconds(Timeout) : null);

    private protected override void Add(JobReference job, TJob? seen)
    {
        if (_known.Add(job.Id))
        {
            _wait ??= new JobWait<TJob>(this, Product, Session, Client, ThrottleLimit)
            {
                LongestPause = TimeSpan.FromSeconds(PollInterval),
                IncludesUsage = IncludesUsage,
            };
            _wait.Add(job, seen);
        }
    }
}
