using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>What every cmdlet shares that acts on jobs: they come as objects, of which nothing is lost, or as ids.</summary>
/// <typeparam name="TJob">The product's job.</typeparam>
public abstract class JobsCmdlet<TJob> : ManyItemsCmdlet
    where TJob : LlamaCloudJob
{
    private protected JobsCmdlet()
    {
    }

    /// <summary>The jobs; ids and rows with an id do as well. What was added to the objects is on those that come out.</summary>
    [Parameter(ParameterSetName = nameof(InputObject), Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>The ids, or rows with a <c>JobId</c>, <c>job_id</c> or <c>Id</c>.</summary>
    [Parameter(ParameterSetName = nameof(JobId), Mandatory = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [Alias("Id", "job_id")]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [JobIdTransformation]
    public virtual string?[]? JobId { get; set; }

    /// <summary>Which product it is of.</summary>
    private protected abstract JobProduct<TJob> Product { get; }

    private protected override ErrorSubject Subject => Product.Subject;

    /// <summary>Takes the jobs of one pipeline record.</summary>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.ExpectingInput && !IsGiven(nameof(InputObject)) && !IsGiven(nameof(JobId)))
        {
            Refuse(Product.Noun + "IdRequired", ErrorCategory.InvalidArgument, "Which jobs? Pipe them, or give ids with -JobId.");
        }

        IEnumerable<JobInput> inputs = ParameterSetName == nameof(JobId)
            ? JobInput.Read(JobId, Product, isPiped: false)
            : (InputObject ?? [null]).SelectMany(item => Read(item, 0));
        foreach (JobInput input in inputs)
        {
            if (input.Problem is ErrorRecord problem)
            {
                Add(problem);
            }
            else if (IsWanted(input.Id!))
            {
                Add(
                    FindsScopeLater ? new JobReference(input, ScopeLater(input.Id)) : new JobReference(input, ScopeOf(input.Id)),
                    input.Source?.BaseObject as TJob);
            }
        }
    }

    /// <summary>Whether it is to be done with this one; the place to ask. Before a connection is looked for.</summary>
    private protected virtual bool IsWanted(BoundId id) => true;

    /// <summary>
    /// Whether the cmdlet asks <c>ShouldProcess</c> only when it knows more of a job, and finds its project then
    /// (<see cref="JobReference.FindScope"/>): a project's name is looked up at the service, to which <c>-WhatIf</c> sends nothing.
    /// </summary>
    private protected virtual bool FindsScopeLater => false;

    /// <summary>Takes a job that is wanted.</summary>
    /// <param name="job">The job.</param>
    /// <param name="seen">The job as it was when it was read; null when it came as an id.</param>
    private protected abstract void Add(JobReference job, TJob? seen);

    /// <summary>Takes what is no job.</summary>
    private protected virtual void Add(ErrorRecord problem) => WriteError(problem);

    // A list in place of its items, as -InputObject gets it.
    private IEnumerable<JobInput> Read(PSObject? item, int depth) =>
        item?.BaseObject is not TJob && depth < IdTransformationAttribute.MaximumDepth && Given.AsList(item) is IEnumerable list
            ? list.Cast<object?>().SelectMany(element => Read(element is null ? null : PSObject.AsPSObject(element), depth + 1))
            : JobInput.Read(item, Product, MyInvocation.ExpectingInput);
}
