using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Classify;

/// <summary>
/// <c>Start-ClassifyJob</c>: starts a classify job for each document, uploading those that are on this machine, and emits the
/// jobs in input order, each with the <c>SourcePath</c> and <c>FileName</c> of its document.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "ClassifyJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(Path), HelpUri = "https://developers.llamaindex.ai/reference/resources/classify/methods/create")]
[OutputType(typeof(ClassifyJob))]
public sealed class StartClassifyJobCommand : ManyItemsCmdlet
{
    private readonly TransactionIds _transactions = new();
    private readonly TransferCount _transfer = new();
    private JobWait? _wait;

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
    [Alias("PSPath")]
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
    /// The types of documents and how to tell them: a map of types to descriptions, rules of New-ClassifyRule, or objects with
    /// <c>Type</c> and <c>Description</c>.
    /// </summary>
    [Parameter]
    [ClassifyRuleTransformation]
    public ClassifyRule[] Rule { get; set; } = [];

    /// <summary>A saved configuration, or its id, <c>cfg-...</c>, in place of rules.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClassifyConfigurationIdCompleter))]
    [OneConfigurationIdTransformation]
    public string? ConfigurationId { get; set; }

    /// <summary>The language of the documents, ISO 639-1. Default: the service's, <c>en</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string? Language { get; set; }

    /// <summary>How many pages of each document are read at most.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxPages { get; set; }

    /// <summary>Which pages of each document are read: <c>1,3,5-7</c>, ascending, counted from 1.</summary>
    [Parameter]
    [PagesTransformation]
    public string? TargetPages { get; set; }

    /// <summary>Saved webhooks, <c>whc-...</c>, at most four.</summary>
    [Parameter]
    public string[]? WebhookConfigurationId { get; set; }

    /// <summary>
    /// Whom the service tells: maps or objects with <c>Url</c>, and <c>Events</c>, <c>Headers</c>, <c>OutputFormat</c>,
    /// <c>SigningSecret</c> if wanted.
    /// </summary>
    [Parameter]
    [ClassifyWebhookTransformation]
    public ClassifyWebhook[] Webhook { get; set; } = [];

    /// <summary>
    /// What makes starting repeatable: used again in the same project it answers the first job. A script block such as
    /// <c>{ "inbox-$($_.Name)" }</c> makes one of each document. Default: a fresh one each.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("transaction_id")]
    public string? TransactionId { get; set; }

    /// <summary>Waits until the jobs have ended, as Wait-ClassifyJob does, and emits each as it ends.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait in seconds, from the last job on; 0 looks once.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(0, int.MaxValue)]
    public int Timeout { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.NewClassifyJob;

    private Window<PendingStart, ClassifyJob> Items => field ??= new Window<PendingStart, ClassifyJob>(
        this, () => new ClassifyJobStarts(this, Session, Client, _transfer, Write, () => _wait?.Release()));

    private ClassifyJobRequest Request => new()
    {
        Rules = Rule,
        ConfigurationId = ConfigurationId?.Trim(),
        Language = Language?.Trim(),
        MaxPages = IsGiven(nameof(MaxPages)) ? MaxPages : null,
        TargetPages = TargetPages,
        TransactionId = TransactionId,
        Webhooks = Webhook,
        WebhookConfigurationIds = WebhookConfigurationId ?? [],
    };

    /// <summary>Checks what is the same for all documents, before anything is sent.</summary>
    protected override void BeginProcessing()
    {
        if (ClassifyRefusal.Describe("these jobs", ClassifyJobCheck.Problems(Request with { TransactionId = null })) is string problem)
        {
            Refuse("ClassifyJobRequestInvalid", ErrorCategory.InvalidArgument, problem);
        }

        if (IsGiven(nameof(Timeout)) && !Wait)
        {
            Refuse("ClassifyJobParameterConflict", ErrorCategory.InvalidArgument, "-Timeout is for waiting. Give -Wait with it, or leave it out.");
        }
    }

    /// <summary>Takes documents, and waits while too many are under way.</summary>
    protected override void ProcessRecord()
    {
        foreach (DocumentInput document in ReadDocuments())
        {
            Add(document);
        }

        _wait?.Advance();
    }

    /// <summary>Waits for what is under way, and, with -Wait, for the jobs.</summary>
    protected override void EndProcessing()
    {
        Items.Complete();
        _wait?.Complete(IsGiven(nameof(Timeout)) ? TimeSpan.FromSeconds(Timeout) : null);
    }

    private IEnumerable<DocumentInput> ReadDocuments()
    {
        if (ParameterSetName == nameof(Path) && !IsGiven(nameof(Path)))
        {
            Refuse("ClassifyJobInputRequired", ErrorCategory.InvalidArgument, "Which documents? Pipe files, or give -Path, -LiteralPath or -FileInput.");
        }

        DocumentReader reader = new(this);
        return ParameterSetName switch
        {
            nameof(InputObject) => reader.OfObject(InputObject),
            nameof(LiteralPath) => reader.OfLiteralPaths(LiteralPath),
            nameof(FileInput) => DocumentReader.OfIds(FileInput),
            _ => reader.OfPaths(Path),
        };
    }

    private void Add(DocumentInput document)
    {
        PendingStart item = new(document, Request, default, TransactionId is not null);
        ErrorRecord? problem = document.Local?.Problem
            ?? (document.Id is null ? null : DocumentInput.Check(document.Id))
            ?? (TransactionId is null ? null : _transactions.Check(TransactionId, ProjectId, OrganizationId, item.Name));
        if (problem is not null)
        {
            Items.Add(problem);
        }
        else if (ShouldProcess(item.Name, document.Local is null ? "Start classify job" : "Upload and start classify job"))
        {
            _transfer.Expect(document.Local?.Length ?? 0);
            // A fresh one is made here, so that an error can tell it: what may have been done is asked for again with it.
            ClassifyJobRequest request = item.Request with { TransactionId = TransactionId ?? Guid.NewGuid().ToString("D") };
            Items.Add(item with { Request = request, Scope = ScopeOf(), Document = document with { Id = document.Id?.Trim() } });
        }
    }

    private void Write(PSObject job, PendingStart item)
    {
        if (!Wait)
        {
            WriteObject(job);
            return;
        }

        ClassifyJob started = (ClassifyJob)job.BaseObject;
        _wait ??= new JobWait(this, Session, Client, ThrottleLimit, JobWait.DefaultLongestPause) { TakeRest = Items.Finish };
        _wait.Add(new JobReference(started.Id, item.Scope, job), started);
    }
}
