using System;
using System.Collections.Generic;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Batches;

/// <summary>
/// <c>Start-LlamaCloudBatch</c>: lets the service make a parse or an extract job of each file of a directory, or of each file that is
/// given: these it uploads into a directory of the batch's own.
/// </summary>
[Cmdlet(
    VerbsLifecycle.Start, "LlamaCloudBatch", SupportsShouldProcess = true, DefaultParameterSetName = nameof(Path),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/batches/methods/create")]
[OutputType(typeof(LlamaCloudBatch))]
public sealed partial class StartLlamaCloudBatchCommand : ManyItemsCmdlet
{
    private readonly HashSet<string> _documents = new(StringComparer.Ordinal);
    private readonly TransferCount _transfer = new();

    /// <summary>
    /// The files: files of Get-ChildItem, paths, ids, files of the service, or rows with a <c>Path</c>, <c>FullName</c>, <c>FileId</c> or
    /// <c>file_id</c>. Of a directory of the service a batch of its own is started.
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

    /// <summary>A saved configuration for parse or for extract jobs, its name, or its id, <c>cfg-...</c>.</summary>
    [Parameter(Mandatory = true)]
    [Alias("configuration_id")]
    [ArgumentCompleter(typeof(ConfigurationIdCompleter))]
    [OneConfigurationIdTransformation]
    public string? ConfigurationId { get; set; }

    /// <summary>What the configuration is for, where it cannot be read: <c>parse_v2</c> or <c>extract_v2</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(BatchProductTypeCompleter))]
    public string? ProductType { get; set; }

    /// <summary>
    /// A directory of the service, or its id, <c>dir-...</c>: the batch goes over all of its files, and over those that are given.
    /// </summary>
    [Parameter]
    [Alias("directory_id")]
    [ArgumentCompleter(typeof(DirectoryIdCompleter))]
    [OneDirectoryIdTransformation]
    public string? DirectoryId { get; set; }

    /// <summary>
    /// The name of the directory that is made for the files. With it again the command goes on where it was: files that are there are not
    /// sent again, and a batch that was made is not made again. Default: a fresh one.
    /// </summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? Name { get; set; }

    /// <summary>Saved webhooks, <c>whc-...</c>, at most four.</summary>
    [Parameter]
    [Alias("webhook_configuration_id")]
    [ArgumentCompleter(typeof(WebhookIdCompleter))]
    [JobWebhookIdTransformation]
    public string[]? WebhookConfigurationId { get; set; }

    /// <summary>Whom the service tells, as for the commands that start jobs.</summary>
    [Parameter]
    [JobWebhookTransformation]
    public JobWebhook[] Webhook { get; set; } = [];

    /// <summary>Waits until the batch has ended, as Wait-LlamaCloudBatch does.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait in seconds, from the start of the batch on; 0 looks once.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [SecondsTransformation]
    [ValidateRange(0.0, int.MaxValue)]
    public double Timeout { get; set; }

    private protected override ErrorSubject Subject => JobProducts.Batch.NewSubject;

    private Window<PendingDirectoryFile, LlamaCloudDirectoryFile> Files => field ??= new(
        this, () => new DirectoryUploads(Session, Client, Directory, _transfer, _ => _ready++, EndUploads));

    /// <summary>Checks what can be checked before anything is sent.</summary>
    protected override void BeginProcessing()
    {
        string? problem = RequestRefusal.Describe(JobCheck.Problems(NewRequest()));
        problem ??= IsGiven(nameof(Timeout)) && !Wait ? "-Timeout is for waiting. Give -Wait with it, or leave it out."
            : DirectoryId is not null && Name is not null
            ? "-Name is for a directory of the batch's own, and -DirectoryId names another. Leave one out."
            : ParameterSetName == nameof(Path) && Path is null && DirectoryId is null
            ? "Which files? Pipe them, or give -Path, -LiteralPath or -DirectoryId."
            : null;
        if (problem is not null)
        {
            Refuse("LlamaCloudBatchRequestInvalid", ErrorCategory.InvalidArgument, problem);
        }
    }

    /// <summary>Takes files, and waits while too many are under way.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == nameof(InputObject) && DirectoryOf(InputObject) is BoundId directory)
        {
            StartOver(directory);
            return;
        }

        DocumentReader reader = new(this, JobProducts.Batch);
        IEnumerable<DocumentInput> documents = ParameterSetName switch
        {
            nameof(InputObject) => reader.OfObject(InputObject),
            nameof(LiteralPath) => reader.OfLiteralPaths(LiteralPath),
            _ => Path is null ? [] : reader.OfPaths(Path),
        };
        foreach (DocumentInput document in documents)
        {
            Add(document);
        }
    }

    /// <summary>Waits for the uploads, and starts the batch.</summary>
    protected override void EndProcessing()
    {
        Files.Complete();
        if (_directory is not null)
        {
            StartOwn();
        }
        else if (DirectoryId is not null && !MyInvocation.ExpectingInput && Path is null && LiteralPath is null)
        {
            BoundId.TryRead(DirectoryId, ErrorSubject.Directory, out BoundId id, out _);
            StartOver(id);
        }

        _wait?.Complete(IsGiven(nameof(Timeout)) ? TimeSpan.FromSeconds(Timeout) : null);
    }

    // An error ends the command.
    private void EndUploads()
    {
        _wait?.Release();
        TellDirectory();
    }

    private void Add(DocumentInput document)
    {
        object? input = MyInvocation.ExpectingInput ? InputObject : null;
        ErrorRecord? problem = document.Local?.Problem
            ?? (document.Id is null ? null : document.Check(JobProducts.Batch)) ?? CheckPages(document);
        if (problem is not null)
        {
            Files.Add(ErrorInput.Join(problem, input));
        }
        else if (!_documents.Add(document.Title))
        {
            WriteVerbose($"The file '{document.Title}' came before, and is in the batch once.");
        }
        else if (ShouldProcess(document.Title, document.Local is null ? "Add to batch" : "Upload for batch"))
        {
            _transfer.Expect(document.Local?.Length ?? 0);
            FileUpload? upload = document.Local is null ? null : FileUpload.OfFile(document.Local.Path);
            Files.Add(new PendingDirectoryFile(document.Title, upload, document.Id?.Trim(), document.Local?.Path, input));
        }
    }

    // Every file of a batch is read by one configuration: without this, the whole document would be read, and paid for.
    private static ErrorRecord? CheckPages(DocumentInput document) => document.Pages is null ? null : new ErrorRecord(
        new ArgumentException(
            $"'{document.Title}' is some pages of a file, and a batch reads whole files. Nothing was sent for it. "
            + "Pipe it to Start-ParseJob or Start-ExtractJob."),
        "LlamaCloudBatchPagesInvalid",
        ErrorCategory.InvalidArgument,
        document.Title);
}
