using System;
using System.Collections.Generic;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>
/// What every Get- command of jobs shares: it reads jobs by id, many to a request, and emits each in input order; a job that
/// cannot be read is one non-terminating error, and the others go on. Without ids it lists jobs.
/// </summary>
/// <typeparam name="TJob">The product's job.</typeparam>
public abstract class GetJobCmdlet<TJob> : ManyItemsCmdlet
    where TJob : LlamaCloudJob
{
    private protected const string IdSet = "Id";
    private protected const string ListSet = "List";

    private protected GetJobCmdlet()
    {
    }

    /// <summary>
    /// The ids: strings, GUIDs, jobs, or rows, hashtables and JSON objects with a <c>JobId</c>, <c>job_id</c> or <c>Id</c>.
    /// </summary>
    [Parameter(ParameterSetName = IdSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "job_id")]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [JobIdTransformation]
    public virtual string?[]? JobId { get; set; }

    /// <summary>Sends a request for each id instead of one for up to 100.</summary>
    [Parameter(ParameterSetName = IdSet)]
    public SwitchParameter NoGrouping { get; set; }

    /// <summary>Lists jobs with this status, in any case.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(JobStatusCompleter))]
    public string? Status { get; set; }

    /// <summary>Lists jobs that were created then or later. A time without a zone is local.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [TimeTransformation]
    public DateTimeOffset CreatedAfter { get; set; }

    /// <summary>Lists jobs that were created then or earlier. A time without a zone is local.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [TimeTransformation]
    public DateTimeOffset CreatedBefore { get; set; }

    /// <summary>Lists so many jobs at most.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; }

    /// <summary>How many jobs the service is asked for at a time.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, JobsClient<LlamaCloudJob>.LargestPage)]
    public int PageSize { get; set; } = JobsClient<LlamaCloudJob>.LargestPage;

    /// <summary>Which product it is of.</summary>
    private protected abstract JobProduct<TJob> Product { get; }

    private protected override ErrorSubject Subject => Product.Subject;

    /// <summary>Which jobs a list is of.</summary>
    private protected virtual JobFilter Filter => new()
    {
        Status = Status,
        CreatedAfter = IsGiven(nameof(CreatedAfter)) ? CreatedAfter : null,
        CreatedBefore = IsGiven(nameof(CreatedBefore)) ? CreatedBefore : null,
    };

    /// <summary>What jobs are shown with beside what they always have; empty for nothing.</summary>
    private protected virtual IReadOnlyCollection<string> Expand => Product.Expand;

    /// <summary>Whether to ask for several at once, where ids are given.</summary>
    private protected virtual bool IsGrouping => !NoGrouping;

    private Window<JobReference, TJob> Items => field ??= new Window<JobReference, TJob>(this, Open);

    private bool IsList => !MyInvocation.ExpectingInput && !IsGiven(nameof(JobId));

    /// <summary>Refuses filters in a pipeline, and times that no job can be between.</summary>
    protected override void BeginProcessing()
    {
        RefuseFiltersInPipeline(ListSet, nameof(Status));
        RefuseEmptyPeriod(nameof(CreatedAfter), CreatedAfter, nameof(CreatedBefore), CreatedBefore);
    }

    /// <summary>Reads the jobs of one pipeline record, or lists.</summary>
    protected override void ProcessRecord()
    {
        if (IsList)
        {
            List(ScopeOf());
            return;
        }

        if (BoundProject.Of(JobId?.Length == 1 ? BoundId.Kept(JobId[0]) : null) is RequestScope project)
        {
            List(project);
            return;
        }

        foreach (JobInput input in JobInput.Read(JobId, Product, MyInvocation.ExpectingInput))
        {
            if (input.Problem is ErrorRecord problem)
            {
                Items.Add(problem);
            }
            else
            {
                Items.Add(new JobReference(input, ScopeOf(input.Id)));
            }
        }
    }

    /// <summary>Waits for what is under way.</summary>
    protected override void EndProcessing() => Items.Complete();

    private JobReading<TJob> Open() => new(
        Product,
        Session,
        new JobGroups<TJob>(this, Product, Session, Client) { Expand = Expand },
        IsGrouping,
        (item, job) => WriteObject(item.Join(job)));

    private void List(RequestScope scope)
    {
        int left = First > 0 ? First : int.MaxValue;
        PageReader<TJob> pages = Product.Jobs(Client).List(Filter, Math.Min(PageSize, left), scope);
        TryReadPages(pages, ref left, Emit);
    }

    private bool Emit(TJob job)
    {
        WriteObject(job);
        return true;
    }
}
