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
    : IWindowWork<PendingDownload, FileInfo>
{
    private static readonly ErrorSubject s_subject = ErrorSubject.File with { Action = "saved" };

    // Also where a file system would tell names by their case: what is saved here may be copied to one that does not.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Activity => "Saving files";

    public bool IsChange => true;

    public TransferCount Transfer { get; } = new();

    public async Task<FileInfo> SendAsync(PendingDownload item, CancellationToken cancellationToken)
    {
        string path = target;
        if (isFolder)
        {
            string name = item.Name ?? (await client.Files.GetAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false)).Name;
            path = Path.Combine(target, SafeFileName.Of(name, item.Id));
        }

        Reserve(path);
        await client.Files.SaveAsync(item.Id, path, overwrite, Transfer.Begin(), item.Scope, cancellationToken).ConfigureAwait(false);
        return new FileInfo(path);
    }

    public void Write(PendingDownload item, FileInfo result)
    {
        if (passThru)
        {
            // As Get-Item gives it, whose views show more than the file itself knows.
            command.WriteObject(command.InvokeProvider.Item.Get([result.FullName], force: true, literalPath: true), enumerateCollection: true);
        }
    }

    public ErrorRecord Describe(PendingDownload item, Exception failure, out bool endsCommand)
    {
        ErrorRecord error = ServiceErrors.Describe(failure, s_subject, item.Id, connection, out endsCommand);
        return failure is FileExistsException exists
            ? new ErrorRecord(exists, "LlamaCloudFileExists", ErrorCategory.ResourceExists, item.Id)
            : error;
    }

    public void End()
    {
    }

    private void Reserve(string path)
    {
        lock (_taken)
        {
            if (!_taken.Add(path))
            {
                throw new FileExistsException($"Another file of this command is saved as '{path}'. This one was not saved. Save it on its own, with a path for -Destination.");
            }
        }

        if (!overwrite && File.Exists(path))
        {
            throw new FileExistsException($"There is a file '{path}' already. Nothing was saved over it. Give -Force to replace it, or another -Destination.");
        }

        if (Directory.Exists(path))
        {
            throw new FileExistsException($"There is a folder '{path}' already. Nothing was saved. Give another -Destination.");
        }
    }

    /// <summary>The place of a file is taken.</summary>
    private sealed class FileExistsException(string message) : IOException(message);
}
