using System;
using System.Collections.Generic;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Files;

/// <content>Files that go into a directory of the service.</content>
public sealed partial class SendLlamaCloudFileCommand
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    /// <summary>
    /// A directory of the service, or its id, <c>dir-...</c>, that the files go into, each once: one that is there already, with the same
    /// path and contents, is not sent again. The path is noted on it.
    /// </summary>
    [Parameter]
    [Alias("directory_id")]
    [ArgumentCompleter(typeof(DirectoryIdCompleter))]
    [OneDirectoryIdTransformation]
    public string? DirectoryId { get; set; }

    private Window<PendingDirectoryFile, LlamaCloudDirectoryFile> DirectoryItems => field ??= new(this, OpenDirectory);

    /// <summary>Refuses what excludes each other.</summary>
    protected override void BeginProcessing()
    {
        if (DirectoryId is not null && IsGiven(nameof(Purpose)))
        {
            Refuse(
                "LlamaCloudFileParameterConflict",
                ErrorCategory.InvalidArgument,
                "-Purpose is for files without a directory. Leave it out, or -DirectoryId.");
        }
    }

    private DirectoryUploads OpenDirectory()
    {
        BoundId.TryRead(DirectoryId, ErrorSubject.Directory, out BoundId id, out _);
        DirectoryTarget directory = new(id.Value, ScopeOf(id));
        Require(directory.Id, ErrorSubject.Directory, cancellation => DirectoryUploads.ReadAsync(Client, directory, cancellation));
        return new DirectoryUploads(Session, Client, directory, _transfer, WriteObject, static () => { });
    }

    private void StartInDirectory(string name, FileUpload upload, string? path)
    {
        if (path is not null && !_paths.Add(path))
        {
            WriteVerbose($"The file '{path}' came before, and is in the directory once.");
            return;
        }

        DirectoryItems.Add(new PendingDirectoryFile(name, upload, null, path, null));
    }

    private void AddProblem(ErrorRecord problem)
    {
        if (DirectoryId is null)
        {
            Items.Add(problem);
        }
        else
        {
            DirectoryItems.Add(problem);
        }
    }
}
