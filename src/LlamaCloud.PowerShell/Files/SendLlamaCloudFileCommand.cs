using System.IO;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Files;

/// <summary>
/// <c>Send-LlamaCloudFile</c>: uploads files, as they are read and several at a time, and emits each as a
/// <see cref="LlamaCloudFile"/>, in input order; a file that cannot be uploaded is one non-terminating error.
/// </summary>
[Cmdlet(
    VerbsCommunications.Send, "LlamaCloudFile", SupportsShouldProcess = true, DefaultParameterSetName = nameof(Path),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/files/methods/create")]
[OutputType(typeof(LlamaCloudFile), typeof(LlamaCloudDirectoryFile))]
public sealed partial class SendLlamaCloudFileCommand : ManyItemsCmdlet
{
    private readonly TransferCount _transfer = new();

    /// <summary>
    /// The files: paths, also with wildcards, files of Get-ChildItem, or rows with a <c>Path</c> or <c>FullName</c>.
    /// </summary>
    [Parameter(
        ParameterSetName = nameof(Path), Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [SupportsWildcards]
    [PathTransformation]
    public string?[]? Path { get; set; }

    /// <summary>The files, each by its path as it is written.</summary>
    [Parameter(ParameterSetName = nameof(LiteralPath), Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("PSPath", "FullName", "LP")]
    [PathTransformation]
    public string?[]? LiteralPath { get; set; }

    /// <summary>A stream that is uploaded from where it stands to its end. It is not closed; one that cannot seek is sent once.</summary>
    [Parameter(ParameterSetName = nameof(Stream), Mandatory = true)]
    [ValidateNotNull]
    public Stream? Stream { get; set; }

    /// <summary>The name that the file of a stream gets, with an extension: the service tells by it what it is.</summary>
    [Parameter(ParameterSetName = nameof(Stream), Mandatory = true)]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? FileName { get; set; }

    /// <summary>
    /// What the file is for: <c>user_data</c>, <c>parse</c>, <c>extract</c>, <c>split</c>, <c>classify</c>, <c>sheet</c> or
    /// <c>agent_app</c>.
    /// </summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(PurposeCompleter))]
    public string Purpose { get; set; } = "user_data";

    /// <summary>The file's id in another system, by which it can be found again.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("external_file_id")]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? ExternalFileId { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.File;

    private Window<PendingUpload, LlamaCloudFile> Items => field ??= new Window<PendingUpload, LlamaCloudFile>(
        this, () => new FileUploads(this, Session, Client, _transfer));

    /// <summary>Takes files, and waits while too many are under way.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == nameof(Stream))
        {
            AddStream();
            return;
        }

        bool isPath = ParameterSetName == nameof(Path);
        foreach (string? path in (isPath ? Path : LiteralPath) ?? [null])
        {
            foreach (LocalFile file in isPath ? LocalFiles.Find(this, path) : [LocalFiles.FindLiteral(this, path)])
            {
                Add(file);
            }
        }
    }

    /// <summary>Waits for what is under way.</summary>
    protected override void EndProcessing()
    {
        Items.Complete();
        DirectoryItems.Complete();
    }

    private void Add(LocalFile file)
    {
        if (file.Problem is ErrorRecord problem)
        {
            AddProblem(problem);
        }
        else if (ShouldProcess(file.Path, "Upload"))
        {
            Start(file.Path, file.Length, FileUpload.OfFile(file.Path), file.Path);
        }
    }

    private void AddStream()
    {
        if (!Stream!.CanRead)
        {
            Refuse(
                "LlamaCloudFileStreamInvalid",
                ErrorCategory.InvalidArgument,
                "-Stream cannot be read. Give a stream that is open for reading.");
        }

        long? length = Stream.CanSeek ? Stream.Length - Stream.Position : null;
        if (length is long known
            && LocalFiles.CheckLength(FileName!, $"What is left of -Stream for '{FileName}'", known) is ErrorRecord problem)
        {
            AddProblem(problem);
        }
        else if (ShouldProcess(FileName, "Upload"))
        {
            Start(FileName!, length ?? 0, FileUpload.OfStream(Stream, FileName!), null);
        }
    }

    private void Start(string name, long length, FileUpload upload, string? path)
    {
        _transfer.Expect(length);
        upload = upload with
        {
            Purpose = Purpose.Trim(),
            ExternalFileId = string.IsNullOrWhiteSpace(ExternalFileId) ? null : ExternalFileId,
        };
        if (DirectoryId is not null)
        {
            StartInDirectory(name, upload, path);
            return;
        }

        Items.Add(new PendingUpload(name, upload, ScopeOf()));
    }
}
