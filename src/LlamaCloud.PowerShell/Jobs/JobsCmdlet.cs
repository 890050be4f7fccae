using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>What every cmdlet shares that acts on classify jobs: they come as objects, of which nothing is lost, or as ids.</summary>
public abstract class JobsCmdlet : ManyItemsCmdlet
{
    private protected JobsCmdlet()
    {
    }

    /// <summary>The jobs; ids and rows with an id do as well. What was added to the objects is on those that come out.</summary>
    [Parameter(ParameterSetName = nameof(InputObject), Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ClassifyJobIdCompleter))]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>The ids, <c>clj-...</c>, or rows with a <c>JobId</c>, <c>job_id</c> or <c>Id</c>.</summary>
    [Parameter(ParameterSetName = nameof(JobId), Mandatory = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [Alias("Id", "job_id")]
    [ArgumentCompleter(typeof(ClassifyJobIdCompleter))]
    [ClassifyJobIdTransformation]
    public string?[]? JobId { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.ClassifyJob;

    /// <summary>Takes the jobs of one pipeline record.</summary>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.ExpectingInput && !IsGiven(nameof(InputObject)) && !IsGiven(nameof(JobId)))
        {
            Refuse("ClassifyJobIdRequired", ErrorCategory.InvalidArgument, "Which jobs? Pipe them, or give ids with -JobId.");
        }

        foreach (string? id in ParameterSetName == nameof(JobId) ? JobId ?? [null] : [])
        {
            TakeId(id, null);
        }

        foreach (PSObject? item in ParameterSetName == nameof(JobId) ? [] : InputObject ?? [null])
        {
            Take(item, 0);
        }
    }

    /// <summary>Whether it is to be done with this one; the place to ask. Before a connection is looked for.</summary>
    private protected virtual bool IsWanted(string id) => true;

    /// <summary>Takes a job that is wanted.</summary>
    /// <param name="job">The job.</param>
    /// <param name="seen">The job as it was when it was read; null when it came as an id.</param>
    private protected abstract void Add(JobReference job, ClassifyJob? seen);

    /// <summary>Takes what is no job.</summary>
    private protected virtual void Add(ErrorRecord problem) => WriteError(problem);

    private void Take(PSObject? item, int depth)
    {
        if (item?.BaseObject is ClassifyJob job)
        {
            if (IsWanted(job.Id))
            {
                Add(new JobReference(job.Id, ScopeOf(new BoundId(job.Id, job.ProjectId)), item), job);
            }
        }
        else if (depth < IdTransformationAttribute.MaximumDepth && Given.AsList(item) is IEnumerable list)
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
                TakeId(id, item);
            }
        }
    }

    private void TakeId(string? item, PSObject? source)
    {
        if (!BoundId.TryRead(item, Subject, out BoundId id, out ErrorRecord? problem))
        {
            Add(problem!);
            return;
        }

        if (!IsWanted(id.Value))
        {
            return;
        }

        // A job that was serialised is a row, but one whose notes are its own.
        Add(new JobReference(id.Value, ScopeOf(id), Given.Was(source, typeof(ClassifyJob)) ? source : null), null);
    }
}
