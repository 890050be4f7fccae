using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Files;

/// <summary>
/// <c>Get-LlamaCloudFile</c>: what the service knows of files, by their ids or of the documents of jobs. Without ids it lists
/// files.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LlamaCloudFile", DefaultParameterSetName = IdSet, HelpUri = "https://developers.api.llamaindex.ai/api/resources/files/methods/list")]
[OutputType(typeof(LlamaCloudFile))]
public sealed class GetLlamaCloudFileCommand : IdsCmdlet<LlamaCloudFile>
{
    private const string IdSet = "Id";
    private const string ListSet = "List";

    /// <summary>
    /// The ids, <c>dfl-...</c>: strings, files, classify jobs, whose documents are meant, or rows and hashtables with a
    /// <c>FileId</c>, <c>file_id</c>, <c>FileInput</c>, <c>file_input</c> or <c>Id</c>.
    /// </summary>
    [Parameter(ParameterSetName = IdSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "file_id")]
    [FileIdTransformation(TakesJobs = true)]
    public string?[]? FileId { get; set; }

    /// <summary>Lists files with these names, also with wildcards. A name without them is exact, in its case too.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Lists files that were uploaded with this id of another system.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotBlank]
    public string? ExternalFileId { get; set; }

    /// <summary>Lists so many files at most.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.File;

    /// <summary>Refuses filters in a pipeline.</summary>
    protected override void BeginProcessing()
    {
        if (ParameterSetName == ListSet && MyInvocation.ExpectingInput)
        {
            Refuse("LlamaCloudFileListInPipeline", ErrorCategory.InvalidArgument, "-Name and the other filters are for lists, which take nothing from the pipeline. Leave them out, or use Where-Object.");
        }
    }

    /// <summary>Reads the files of one pipeline record, or lists.</summary>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.ExpectingInput && !IsGiven(nameof(FileId)))
        {
            List();
            return;
        }

        Take(FileId);
    }

    private protected override IWindowWork<(string Id, RequestScope Scope), LlamaCloudFile> Open() =>
        new IdWork<LlamaCloudFile>("Getting files", Subject, Session, Client.Files.GetAsync, WriteObject);

    private void List()
    {
        int left = First > 0 ? First : int.MaxValue;
        foreach (string? name in (string?[]?)Name ?? [null])
        {
            WildcardPattern? pattern = PatternOf(name);
            // A name may hold brackets, which are wildcards too.
            bool mayBeName = pattern is not null && name!.Contains('[');
            int before = left;
            if ((pattern is null || mayBeName) && !List(name, null, ref left))
            {
                continue;
            }

            if (pattern is not null && left == before)
            {
                List(null, pattern, ref left);
            }
        }
    }

    private bool List(string? name, WildcardPattern? pattern, ref int left)
    {
        PageReader<LlamaCloudFile> pages = Client.Files.List(
            new FileFilter { Name = name, ExternalFileId = ExternalFileId },
            pattern is null ? Math.Min(FilesClient.LargestPage, Math.Max(1, left)) : FilesClient.LargestPage,
            ScopeOf());
        while (left > 0 && !pages.IsAtEnd)
        {
            if (!TryReceive(null, pages.NextAsync, out var page))
            {
                return false;
            }

            foreach (LlamaCloudFile file in page.Where(file => pattern?.IsMatch(file.Name) != false).Take(left))
            {
                WriteObject(file);
                left--;
            }
        }

        return true;
    }

    private static WildcardPattern? PatternOf(string? name)
    {
        if (name is null || !WildcardPattern.ContainsWildcardCharacters(name))
        {
            return null;
        }

        try
        {
            WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
            // Only matching finds out whether it is one.
            _ = pattern.IsMatch(string.Empty);
            return pattern;
        }
        catch (WildcardPatternException)
        {
            // A bracket without its other half: a name.
            return null;
        }
    }
}
