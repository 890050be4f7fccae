using System;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Classify;

/// <summary>
/// <c>Get-ClassifyJob</c>: reads classify jobs by id, many to a request, and emits each as a <see cref="ClassifyJob"/>, in
/// input order; a job that cannot be read is one non-terminating error, and the others go on. Without ids it lists jobs.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ClassifyJob", DefaultParameterSetName = IdSet, HelpUri = "https://developers.llamaindex.ai/reference/resources/classify/methods/get")]
[OutputType(typeof(ClassifyJob))]
public sealed class GetClassifyJobCommand : IdsCmdlet<ClassifyJob>
{
    private const string IdSet = "Id";
    private const string ListSet = "List";

    /// <summary>
    /// The ids, <c>clj-...</c>: strings, GUIDs, jobs, or rows, hashtables and JSON objects with a <c>JobId</c>,
    /// <c>job_id</c> or <c>Id</c>.
    /// </summary>
    [Parameter(ParameterSetName = IdSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "job_id")]
    [ArgumentCompleter(typeof(ClassifyJobIdCompleter))]
    [ClassifyJobIdTransformation]
    public string?[]? JobId { get; set; }

    /// <summary>Sends a request for each id instead of one for up to 100.</summary>
    [Parameter(ParameterSetName = IdSet)]
    public SwitchParameter NoGrouping { get; set; }

    /// <summary>Lists jobs with this status, in any case.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(ClassifyJobStatusCompleter))]
    public string? Status { get; set; }

    /// <summary>Lists jobs that were made from this saved configuration, or its id, <c>cfg-...</c>.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ClassifyConfigurationIdCompleter))]
    [OneConfigurationIdTransformation]
    public string? ConfigurationId { get; set; }

    /// <summary>Lists jobs that were created then or later. A time without a zone is local.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTimeOffset CreatedAfter { get; set; }

    /// <summary>Lists jobs that were created then or earlier. A time without a zone is local.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTimeOffset CreatedBefore { get; set; }

    /// <summary>Lists so many jobs at most.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; }

    /// <summary>How many jobs the service is asked for at a time.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, ClassifyClient.LargestPage)]
    public int PageSize { get; set; } = ClassifyClient.LargestPage;

    private protected override ErrorSubject Subject => ErrorSubject.ClassifyJob;

    private bool IsList => !MyInvocation.ExpectingInput && !IsGiven(nameof(JobId));

    /// <summary>Refuses filters in a pipeline.</summary>
    protected override void BeginProcessing() => RefuseFiltersInPipeline(ListSet, nameof(Status));

    /// <summary>Reads the jobs of one pipeline record, or lists.</summary>
    protected override void ProcessRecord()
    {
        if (IsList)
        {
            List();
            return;
        }

        Take(JobId);
    }

    private protected override IWindowWork<(string Id, RequestScope Scope), ClassifyJob> Open() =>
        new ClassifyJobRequests(this, Session, Client, !NoGrouping);

    private void List()
    {
        int left = First > 0 ? First : int.MaxValue;
        PageReader<ClassifyJob> pages = Client.Classify.List(
            new ClassifyJobFilter
            {
                Status = Status?.Trim().ToUpperInvariant(),
                ConfigurationId = ConfigurationId,
                CreatedAfter = IsGiven(nameof(CreatedAfter)) ? CreatedAfter : null,
                CreatedBefore = IsGiven(nameof(CreatedBefore)) ? CreatedBefore : null,
            },
            Math.Min(PageSize, left),
            ScopeOf());
        TryReadPages(pages, ref left, Emit);
    }

    private bool Emit(ClassifyJob job)
    {
        WriteObject(job);
        return true;
    }
}
