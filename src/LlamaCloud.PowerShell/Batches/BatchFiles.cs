using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Batches;

/// <summary>What is known of the files of a batch: of each no more than its name, its path and its id.</summary>
internal sealed class BatchFiles
{
    private readonly Dictionary<string, (string Name, string? Path, string? FileId)> _files = new(StringComparer.Ordinal);

    /// <summary>Whether the directory is gone, as one that is ephemeral goes by itself.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Reads them.</summary>
    /// <returns>Whether the directory was there.</returns>
    public async Task<bool> ReadAsync(
        LlamaCloudClient client, LlamaCloudBatch batch, RequestScope scope, CancellationToken cancellationToken)
    {
        // What was taken out since has its job all the same.
        DirectoryFileFilter all = new() { IncludeDeleted = true };
        PageReader<LlamaCloudDirectoryFile> pages = client.DirectoryFiles.List(batch.SourceDirectoryId, all, scope: scope);
        try
        {
            while (!pages.IsAtEnd)
            {
                foreach (LlamaCloudDirectoryFile file in await pages.NextAsync(cancellationToken).ConfigureAwait(false))
                {
                    _files[file.Id] = (file.DisplayName, file.SourcePath, file.FileId);
                }
            }
        }
        catch (LlamaCloudException missing) when (missing.StatusCode == 404)
        {
            IsGone = true;
        }

        return !IsGone;
    }

    /// <summary>A file as the document of its job.</summary>
    /// <param name="id">The id of its place in the directory.</param>
    public DocumentInput Find(string id) => _files.TryGetValue(id, out var file)
        ? new DocumentInput(IsHere(file.Path) ? new LocalFile(file.Path!, 0, null) : null, file.FileId ?? id, file.Name, null)
        : new DocumentInput(null, id, null, null);

    // The service keeps the path, where others may change it: results are saved beside a document only where one is.
    private static bool IsHere(string? path) => path is not null && File.Exists(path);
}
