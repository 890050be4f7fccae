using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>
/// What every Start- command of jobs shares: it starts a job for each document, uploading those that are on this machine, and
/// emits the jobs in input order, each with the <c>SourcePath</c> and <c>FileName</c> of its document.
/// </summary>
/// <typeparam name="TJob">The product's job.</typeparam>
public abstract partial class StartJobCmdlet<TJob> : ManyItemsCmdlet
    where TJob : LlamaCloudJob
{
    private readonly TransactionIds _transactions = new();
    private readonly TransferCount _transfer = new();
    private string[] _perRow = [];
    private JobWait<TJob>? _wait;

    private protected StartJobCmdlet()
    {
    }

    /// <summary>
    /// The documents: files of Get-ChildItem, paths, ids, files of the service, or rows with a <c>Path</c>, <c>FullName</c>,
    /// <c>FileId</c>, <c>FileInput</c> or <c>file_input</c>.
    /// </summary>
    [Parameter(ParameterSetName = nameof(InputObject), Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Files of this machine, also with wildcards.</summary>
    [Parameter(ParameterSetName = nameof(Path), Position = 0)]
    [SupportsWildcards]
    [PathTransformation]
    public string?[]? Path { get; set; }

    /// <summary>Files of this machine, each by its path as it is written.</summary>
    [Parameter(ParameterSetName = nameof(LiteralPath), Mandatory = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("PSPath", "LP")]
    [PathTransformation]
    public string?[]? LiteralPath { get; set; }

    /// <summary>Documents that the service has: ids of files, <c>dfl-...</c>, or of parse jobs, <c>pjb-...</c>.</summary>
    [Parameter(ParameterSetName = nameof(FileInput), Mandatory = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("FileId", "file_input")]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    public string?[]? FileInput { get; set; }

    /// <summary>
    /// Whom the service tells: maps or objects with <c>Url</c>, and <c>Events</c>, <c>Headers</c>, <c>OutputFormat</c>,
    /// <c>SigningSecret</c> if wanted.
    /// </summary>
    [Parameter]
    [JobWebhookTransformation]
    public JobWebhook[] Webhook { get; set; } = [];

    /// <summary>Waits until the jobs have ended, as the Wait- command does, and emits each as it ends.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait in seconds, from the last job on; 0 looks once.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [SecondsTransformation]
    [ValidateRange(0.0, int.MaxValue)]
    public double Timeout { get; set; }

    /// <summary>Which product it is of.</summary>
    private protected abstract JobProduct<TJob> Product { get; }

    /// <summary>
    /// The types of rules or names of categories of the request, by which its problems name them; null where the product has none.
    /// </summary>
    private protected virtual IReadOnlyList<string>? ItemNames => null;

    /// <summary>The fields on the wire that a row can give a value, beside its document, and the values that they have now.</summary>
    private protected virtual IEnumerable<(string Field, object? Value)> RowFields =>
        [("project_id", ProjectId), ("organization_id", OrganizationId)];

    /// <summary>The transaction id that the user gave; null without one.</summary>
    private protected virtual string? GivenTransactionId => null;

    private protected override ErrorSubject Subject => Product.NewSubject;

    private Window<PendingStart, TJob> Items => field ??= new Window<PendingStart, TJob>(
        this,
        () => new JobStarts<TJob>(
            this,
            Product,
            Session,
            Client,
            _transfer,
            CreateAsync,
            DescribeDifference,
            Write,
            () => _wait?.Release()) { Find = FindStarted });

    /// <summary>Checks what is the same for all documents, before anything is sent.</summary>
    protected override void BeginProcessing()
    {
        // What has a value before the first row is the same for all; a row, or a script block for each, gives the others theirs.
        _perRow = [.. RowFields.Where(one => one.Value is null).Select(one => one.Field)];
        if (RequestRefusal.Describe(Problems(Request()), ItemNames) is string problem)
        {
            Refuse(Product.Noun + "RequestInvalid", ErrorCategory.InvalidArgument, problem);
        }

        if (IsGiven(nameof(Timeout)) && !Wait)
        {
            Refuse(
                Product.Noun + "ParameterConflict",
                ErrorCategory.InvalidArgument,
                "-Timeout is for waiting. Give -Wait with it, or leave it out.");
        }
    }

    /// <summary>Takes documents, and waits while too many are under way.</summary>
    protected override void ProcessRecord()
    {
        foreach (DocumentInput document in ReadDocuments())
        {
            Take(document);
        }

        _wait?.Advance();
    }

    /// <summary>Waits for what is under way, and, with -Wait, for the jobs.</summary>
    protected override void EndProcessing()
    {
        Items.Complete();
        _wait?.Complete(IsGiven(nameof(Timeout)) ? TimeSpan.FromSeconds(Timeout) : null);
    }

    /// <summary>The job as the parameters describe it, without what every job has.</summary>
    private protected abstract JobRequest NewRequest();

    /// <summary>Adds what the user has saved before and names now, as it was given; nothing of it is looked for.</summary>
    private protected virtual void AddSaved(JobRequest request)
    {
    }

    /// <summary>Looks for what is named so. Called when something is sent.</summary>
    private protected virtual void FindSaved(JobRequest request)
    {
    }

    /// <summary>What the service would refuse about it, its document apart.</summary>
    private protected abstract IEnumerable<ValidationError> Problems(JobRequest request);

    /// <summary>Creates the job. Behind its first wait it runs on any thread.</summary>
    private protected abstract Task<TJob> CreateAsync(
        LlamaCloudClient client, JobRequest request, RequestScope scope, CancellationToken cancellationToken);

    /// <summary>What is wrong with what is asked for one document, where that is not the same for all; null when nothing is.</summary>
    private protected virtual ErrorRecord? CheckDocument(DocumentInput document) => null;

    /// <summary>
    /// Looks for a job that the transaction id of the user was used for before; null where the service does that by itself. It is asked
    /// before anything is uploaded. Behind its first wait it runs on any thread.
    /// </summary>
    private protected virtual Func<JobRequest, RequestScope, CancellationToken, Task<TJob?>>? FindStarted => null;

    /// <summary>The documents of a parameter set of the product's own; null in the sets of every product.</summary>
    private protected virtual IEnumerable<DocumentInput>? ReadOwnDocuments() => null;

    /// <summary>Takes a document. A product may put it off until it knows all.</summary>
    private protected virtual void Take(DocumentInput document) => Add(document);

    /// <summary>Gives the request its document, where that need not be uploaded.</summary>
    private protected virtual void SetDocument(JobRequest request, DocumentInput document) =>
        request.FileInput = document.Id?.Trim() ?? string.Empty;

    /// <summary>
    /// What a job that was made before does otherwise than was asked for now, such as <c>other rules</c>; null when nothing is known.
    /// </summary>
    private protected virtual string? DescribeDifference(JobRequest request, TJob job) => null;

    private void Write(TJob job, PendingStart item)
    {
        JobReference reference = new(job.Id, item.Scope, item.Input, item.Document);
        if (!Wait)
        {
            WriteObject(reference.Join(job));
            return;
        }

        _wait ??= new JobWait<TJob>(this, Product, Session, Client, ThrottleLimit) { AreMadeHere = true, TakeRest = Items.Finish };
        _wait.Add(reference, job);
    }
}
