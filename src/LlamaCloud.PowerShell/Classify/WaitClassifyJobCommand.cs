using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Classify;

/// <summary>
/// <c>Wait-ClassifyJob</c>: waits until jobs have ended, and emits each once, as it ends. Nothing is kept anywhere: run again
/// with the same ids, it goes on where it was.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "ClassifyJob", DefaultParameterSetName = nameof(InputObject))]
[OutputType(typeof(ClassifyJob))]
public sealed class WaitClassifyJobCommand : ManyItemsCmdlet
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private JobWait? _wait;

    /// <summary>The jobs; ids and rows with an id do as well. What was added to the objects is on those that come out.</summary>
    [Parameter(ParameterSetName = nameof(InputObject), Position = 0, ValueFromPipeline = true)]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>The ids, <c>clj-...</c>, or rows with a <c>JobId</c>, <c>job_id</c> or <c>Id</c>.</summary>
    [Parameter(ParameterSetName = nameof(JobId), Mandatory = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [Alias("Id", "job_id")]
    [ClassifyJobIdTransformation]
    public string?[]? JobId { get; set; }

    /// <summary>How long to wait in seconds, from the last input on; 0 looks once. Without it: until all have ended.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(0, int.MaxValue)]
    public int Timeout { get; set; }

    /// <summary>The longest pause between two looks, in seconds. The first is 1 s, and each is half as long again as the last.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollInterval { get; set; } = 10;

    private protected override ErrorSubject Subject => ErrorSubject.ClassifyJob;

    /// <summary>Takes jobs, and looks at those that came before while more arrive.</summary>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.ExpectingInput && !IsGiven(nameof(InputObject)) && !IsGiven(nameof(JobId)))
        {
            Refuse("ClassifyJobIdRequired", ErrorCategory.InvalidArgument, "Which jobs? Pipe them, or give ids with -JobId.");
        }

        foreach (string? id in ParameterSetName == nameof(JobId) ? JobId ?? [null] : [])
        {
            AddId(id);
        }

        foreach (PSObject? item in ParameterSetName == nameof(JobId) ? [] : InputObject ?? [null])
        {
            Take(item, 0);
        }

        _wait?.Advance();
    }

    /// <summary>Waits for the rest.</summary>
    protected override void EndProcessing() => _wait?.Complete(IsGiven(nameof(Timeout)) ? TimeSpan.FromSeconds(Timeout) : null);

    private void Take(PSObject? item, int depth)
    {
        if (item?.BaseObject is ClassifyJob job)
        {
            AddJob(job, item);
        }
        else if (item?.BaseObject is IList list && depth < IdTransformationAttribute.MaximumDepth)
        {
            foreach (object? element in list)
            {
                Take(element is null ? null : PSObject.AsPSObject(element), depth + 1);
            }
        }
        else
        {
            foreach (string? id in (string?[])new ClassifyJobIdTransformationAttribute().Transform(null!, item)! ?? [null])
            {
                AddId(id, item);
            }
        }
    }

    private void AddId(string? item, PSObject? source = null)
    {
        if (!BoundId.TryRead(item, Subject, out BoundId id, out ErrorRecord? problem))
        {
            WriteError(problem!);
        }
        else if (_known.Add(id.Value))
        {
            // A job that was serialised is a row, but one whose notes are its own.
            bool wasJob = source?.TypeNames.Any(type => type.EndsWith(typeof(ClassifyJob).FullName!, StringComparison.Ordinal)) == true;
            Wait.Add(new PendingJob(id.Value, ScopeOf(id), wasJob ? source : null));
        }
    }

    private void AddJob(ClassifyJob job, PSObject source)
    {
        if (_known.Add(job.Id))
        {
            Wait.Add(new PendingJob(job.Id, ScopeOf(new BoundId(job.Id, job.ProjectId)), source) { LastSeen = job });
        }
    }

    private JobWait Wait => _wait ??= new JobWait(this, Session, Client, ThrottleLimit, TimeSpan.FromSeconds(PollInterval));
}
