using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Files;

/// <content>The files of a directory of the service.</content>
public sealed partial class GetLlamaCloudFileCommand
{
    /// <summary>Lists the files of this directory of the service, or of its id, <c>dir-...</c>, in place of those of the project.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("directory_id")]
    [ArgumentCompleter(typeof(DirectoryIdCompleter))]
    [OneDirectoryIdTransformation]
    public string? DirectoryId { get; set; }

    private void ListDirectory()
    {
        int left = First > 0 ? First : int.MaxValue;
        if (Name is null)
        {
            WriteOfDirectory(null, static _ => true, ref left);
        }

        foreach (NameQuery query in (Name ?? []).Select(name => new NameQuery(name)).TakeWhile(_ => left > 0))
        {
            int before = left;
            bool isAnswered = query.Exact is not string exact || WriteOfDirectory(exact, file => file.DisplayName == exact, ref left);
            if (!isAnswered || left < before)
            {
                continue;
            }

            if (query.Pattern is WildcardPattern pattern)
            {
                WriteOfDirectory(null, file => pattern.IsMatch(file.DisplayName), ref left);
            }
            else
            {
                WriteError(query.NotFound(
                    "LlamaCloudFileNameNotFound",
                    ErrorCategory.ObjectNotFound,
                    "No file of the directory",
                    "Get-LlamaCloudFile -DirectoryId"));
            }
        }
    }

    // Whether it could be read to its end.
    private bool WriteOfDirectory(string? name, Func<LlamaCloudDirectoryFile, bool> fits, ref int left)
    {
        BoundId.TryRead(DirectoryId, ErrorSubject.Directory, out BoundId id, out _);
        int size = name is null && Name is null ? Math.Min(DirectoryFilesClient.LargestPage, left) : DirectoryFilesClient.LargestPage;
        DirectoryFileFilter filter = new() { DisplayName = name };
        PageReader<LlamaCloudDirectoryFile> pages = Client.DirectoryFiles.List(id.Value, filter, size, ScopeOf(id));
        return TryReadPages(pages, ref left, file =>
        {
            if (fits(file))
            {
                WriteObject(file);
                return true;
            }

            return false;
        });
    }
}
