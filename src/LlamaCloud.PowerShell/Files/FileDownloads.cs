using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Files;

/// <summary>A file that is to be saved.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Scope">Where it is looked for.</param>
/// <param name="Name">Its name at the service; null where that is still to be asked for.</param>
internal sealed record PendingDownload(string Id, RequestScope Scope, string? Name);

/// <summary>Saves files.</summary>
/// <param name="command">The command.</param>
/// <param name="connection">What it asks through.</param>
/// <param name="client">The same, opened.</param>
/// <param name="target">The whole path of a folder, or of the one file that is saved.</param>
/// <param name="isFolder">Whether it is a folder.</param>
/// <param name="overwrite">Whether files that are there are replaced.</param>
/// <param name="passThru">Whether what was saved is written.</param>
internal sealed class FileDownloads(
    PSCmdlet command, LlamaCloudConnection connection, LlamaCloudClient client, string target, bool isFolder, bool overwrite, bool passThru)
    : WindowWork<PendingDownload, FileInfo>("Saving files", ErrorSubject.File with { Action = "saved" }, connection, isChange: true)
{
    // Also where a file system would tell names by their case: what is saved here may be copied to one that does not.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    // Ends when all files so far have their places: of two with one name the first of the input gets it.
    private Task _placed = Task.CompletedTask;

    public override TransferCount Transfer { get; } = new();

    public override async Task<FileInfo> SendAsync(PendingDownload item, CancellationToken cancellationToken)
    {
        string path = await PlaceAsync(item, cancellationToken).ConfigureAwait(false);
        await client.Files.SaveAsync(item.Id, path, overwrite, Transfer.Begin(), item.Scope, cancellationToken).ConfigureAwait(false);
        return new FileInfo(path);
    }

    public override void Write(PendingDownload item, FileInfo result)
    {
        if (passThru)
        {
            command.WriteObject(Find(result), enumerateCollection: true);
        }
    }

    private object Find(FileInfo file)
    {
        try
        {
            // As Get-Item gives it, whose views show more than the file itself knows.
            return command.InvokeProvider.Item.Get([file.FullName], force: true, literalPath: true);
        }
        catch (ItemNotFoundException)
        {
            // Somebody has taken it away since it was saved.
            return file;
        }
    }

    public override ErrorRecord Describe(PendingDownload item, Exception failure, out bool endsCommand)
    {
        ErrorRecord error = base.Describe(item, failure, out endsCommand);
        return failure is FileExistsException exists
            ? new ErrorRecord(exists, "LlamaCloudFileExists", ErrorCategory.ResourceExists, item.Id)
            : error;
    }

    protected override string NameOf(PendingDownload item) => item.Id;

    // Up to its first wait it runs on the pipeline thread, item by item in the order of the input.
    private async Task<string> PlaceAsync(PendingDownload item, CancellationToken cancellationToken)
    {
        Task before = _placed;
        TaskCompletionSource<bool> placed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _placed = placed.Task;
        try
        {
            string path;
            try
            {
                path = isFolder
                    ? Path.Combine(target, SafeFileName.Of(await FindNameAsync(item, cancellationToken).ConfigureAwait(false), item.Id))
                    : target;
            }
            finally
            {
                await before.ConfigureAwait(false);
            }

            Reserve(path);
            return path;
        }
        finally
        {
            placed.SetResult(true);
        }
    }

    private async Task<string> FindNameAsync(PendingDownload item, CancellationToken cancellationToken) =>
        item.Name ?? (await client.Files.GetAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false)).Name;

    private void Reserve(string path)
    {
        if (!_taken.Add(path))
        {
            throw new FileExistsException(
                $"Another file of this command has the place '{path}'. This one was not saved. Save it on its own, with a path for "
                    + "-Destination.");
        }

        if (!overwrite && File.Exists(path))
        {
            throw new FileExistsException(
                $"There is a file '{path}' already. Nothing was saved over it. Give -Force to replace it, or another -Destination.");
        }

        if (Directory.Exists(path))
        {
            throw new FileExistsException($"There is a folder '{path}' already. Nothing was saved. Give another -Destination.");
        }
    }

    /// <summary>The place of a file is taken.</summary>
    private sealed class FileExistsException(string message) : IOException(message);
}
