using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Puts files into a directory, each once: what is there already, by its unique id, is not sent again.</summary>
/// <param name="connection">What it asks through.</param>
/// <param name="client">The same, opened.</param>
/// <param name="directory">The directory.</param>
/// <param name="transfer">Counts what goes by.</param>
/// <param name="write">Takes each file that is there, in input order.</param>
/// <param name="end">Is called before an error ends the command.</param>
internal sealed class DirectoryUploads(
    LlamaCloudConnection connection,
    LlamaCloudClient client,
    DirectoryTarget directory,
    TransferCount transfer,
    Action<LlamaCloudDirectoryFile> write,
    Action end)
    : WindowWork<PendingDirectoryFile, LlamaCloudDirectoryFile>(
        "Uploading files", ErrorSubject.File with { Action = "uploaded", IsMade = true }, connection, isChange: true)
{
    public override TransferCount Transfer => transfer;

    /// <summary>Reads what a directory has, so that it is not sent again.</summary>
    public static async Task<DirectoryTarget> ReadAsync(
        LlamaCloudClient client, DirectoryTarget directory, CancellationToken cancellationToken)
    {
        PageReader<LlamaCloudDirectoryFile> pages = client.DirectoryFiles.List(directory.Id, scope: directory.Scope);
        while (!pages.IsAtEnd)
        {
            IReadOnlyList<LlamaCloudDirectoryFile> page = await pages.NextAsync(cancellationToken).ConfigureAwait(false);
            foreach (LlamaCloudDirectoryFile file in page)
            {
                directory.Known[file.UniqueId] = file;
            }
        }

        return directory;
    }

    public override async Task<LlamaCloudDirectoryFile> SendAsync(PendingDirectoryFile item, CancellationToken cancellationToken)
    {
        string? id = item.FileId
            ?? (item.SourcePath is string path
                ? await DirectoryFilesClient.MakeUniqueIdAsync(item.Upload!, path, cancellationToken).ConfigureAwait(false)
                : null);
        if (id is not null && directory.Known.TryGetValue(id, out LlamaCloudDirectoryFile? known))
        {
            directory.Met.TryAdd(id, true);
            return known;
        }

        if (directory.WhyClosed is string why)
        {
            throw new DirectoryClosedException($"The file '{item.Name}' is not in directory '{directory.Id}', and {why}");
        }

        return item.FileId is string file
            ? await client.DirectoryFiles.AddAsync(directory.Id, file, id!, directory.Scope, cancellationToken).ConfigureAwait(false)
            : await UploadAsync(item, id, cancellationToken).ConfigureAwait(false);
    }

    private Task<LlamaCloudDirectoryFile> UploadAsync(PendingDirectoryFile item, string? id, CancellationToken cancellationToken)
    {
        FileUpload upload = item.Upload! with { Sent = transfer.Begin() };
        return client.DirectoryFiles.UploadAsync(directory.Id, upload, id, item.SourcePath, directory.Scope, cancellationToken);
    }

    public override void Write(PendingDirectoryFile item, LlamaCloudDirectoryFile result) => write(result);

    public override ErrorRecord Describe(PendingDirectoryFile item, Exception failure, out bool endsCommand)
    {
        endsCommand = false;
        return failure is DirectoryClosedException closed ? closed.ToError(item.Name) : base.Describe(item, failure, out endsCommand);
    }

    public override void End() => end();

    public override object? InputOf(PendingDirectoryFile item) => item.Input;

    protected override string NameOf(PendingDirectoryFile item) => item.Name;
}
