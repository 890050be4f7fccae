using System;
using System.IO;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Files;

/// <summary>
/// <c>Save-LlamaCloudFile</c>: saves the contents of files, each whole or not at all, under the names they have at the service
/// or under a path.
/// </summary>
[Cmdlet(
    VerbsData.Save, "LlamaCloudFile", SupportsShouldProcess = true,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/files/methods/content")]
[OutputType(typeof(FileInfo))]
public sealed class SaveLlamaCloudFileCommand : ManyItemsCmdlet
{
    private OutputPath? _target;
    private bool _isFolder;
    private PendingDownload? _only;

    /// <summary>
    /// The ids, <c>dfl-...</c>: strings, files, classify jobs, whose documents are meant, or rows and hashtables with a
    /// <c>FileId</c>, <c>file_id</c>, <c>FileInput</c>, <c>file_input</c> or <c>Id</c>.
    /// </summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("Id", "file_id")]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [FileIdTransformation(TakesJobs = true)]
    public string?[]? FileId { get; set; }

    /// <summary>A folder, which is made when it is missing, or, for one file, its path. Default: the current location.</summary>
    [Parameter(Position = 1)]
    [ValidateNotBlank]
    public string Destination { get; set; } = ".";

    /// <summary>Replaces files that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the files that were saved.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.File;

    private Window<PendingDownload, FileInfo> Items => field ??= new Window<PendingDownload, FileInfo>(
        this, () => new FileDownloads(this, Session, Client, _target!.Path, _isFolder, Force, PassThru));

    /// <summary>Finds the destination.</summary>
    protected override void BeginProcessing()
    {
        _target = OutputPath.Find(this, Destination);
        _isFolder = _target.IsFolder || Destination[Destination.Length - 1] is '/' or '\\';
        if (_target.Problem is string problem && !(_isFolder && _target.CanBeFolder))
        {
            Refuse(
                "LlamaCloudFileDestinationInvalid",
                ErrorCategory.InvalidArgument,
                $"-Destination '{Destination}' {problem}. Give a folder, or a path in a folder that exists.",
                Destination);
        }
    }

    /// <summary>Saves the files of one pipeline record.</summary>
    protected override void ProcessRecord()
    {
        foreach (string? item in FileId ?? [null])
        {
            if (!BoundId.TryRead(item, Subject, out BoundId id, out ErrorRecord? problem))
            {
                Items.Add(problem!);
            }
            else if (ShouldProcess(id.Value, $"Save to {_target!.Path}"))
            {
                Save(new PendingDownload(id.Value, ScopeOf(id), (id.Source as LlamaCloudFile)?.Name));
            }
        }
    }

    /// <summary>Waits for what is under way.</summary>
    protected override void EndProcessing()
    {
        if (_only is not null)
        {
            Items.Add(_only);
        }

        Items.Complete();
    }

    private void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Refuse(
                "LlamaCloudFileDestinationInvalid",
                ErrorCategory.InvalidArgument,
                $"-Destination '{Destination}' cannot be made: {problem.Message.TrimEnd('.')}. Give a folder that can be written to.",
                Destination);
        }
    }

    // One file may have the path for its own; a second one says that a folder is meant.
    private void Save(PendingDownload item)
    {
        bool isKnown = _isFolder || File.Exists(_target!.Path) || !_target.CanBeFolder;
        if (!isKnown && _only is null)
        {
            _only = item;
            return;
        }

        if (_isFolder || _only is not null)
        {
            _isFolder = true;
            MakeFolder(_target!.Path);
        }

        if (_only is not null)
        {
            Items.Add(_only);
            _only = null;
        }

        Items.Add(item);
    }
}
