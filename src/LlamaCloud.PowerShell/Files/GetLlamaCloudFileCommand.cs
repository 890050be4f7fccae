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
[Cmdlet(
    VerbsCommon.Get, "LlamaCloudFile", DefaultParameterSetName = IdSet,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/files/methods/list")]
[OutputType(typeof(LlamaCloudFile), typeof(LlamaCloudDirectoryFile))]
public sealed partial class GetLlamaCloudFileCommand : IdsCmdlet<LlamaCloudFile>
{
    private const string IdSet = "Id";
    private const string ListSet = "List";

    /// <summary>
    /// The ids, <c>dfl-...</c>: strings, files, classify jobs, whose documents are meant, or rows and hashtables with a
    /// <c>FileId</c>, <c>file_id</c>, <c>FileInput</c>, <c>file_input</c> or <c>Id</c>.
    /// </summary>
    [Parameter(ParameterSetName = IdSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "file_id")]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [FileIdTransformation(TakesJobs = true)]
    public string?[]? FileId { get; set; }

    /// <summary>
    /// Lists files with these names, also with wildcards. A name without them is exact, in its case too, and an error where no file has it.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Lists files that were uploaded with this id of another system.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotBlank]
    [Alias("external_file_id")]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? ExternalFileId { get; set; }

    /// <summary>Lists so many files at most.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.File;

    /// <summary>Refuses filters in a pipeline, and those that exclude each other.</summary>
    protected override void BeginProcessing()
    {
        RefuseFiltersInPipeline(ListSet, nameof(Name));
        if (DirectoryId is not null && IsGiven(nameof(ExternalFileId)))
        {
            Refuse(
                "LlamaCloudFileParameterConflict",
                ErrorCategory.InvalidArgument,
                "-ExternalFileId is for files without a directory. Leave it out, or -DirectoryId.");
        }
    }

    /// <summary>Reads the files of one pipeline record, or lists.</summary>
    protected override void ProcessRecord()
    {
        if (DirectoryId is not null)
        {
            ListDirectory();
            return;
        }

        if (!MyInvocation.ExpectingInput && !IsGiven(nameof(FileId)))
        {
            List();
            return;
        }

        Take(FileId);
    }

    private protected override WindowWork<(string Id, RequestScope Scope), LlamaCloudFile> Open() =>
        new IdWork<LlamaCloudFile>("Getting files", Subject with { HasNames = true }, Session, Client.Files.GetAsync, WriteObject);

    private void List()
    {
        int left = First > 0 ? First : int.MaxValue;
        if (Name is null)
        {
            Write(null, null, ref left);
        }

        foreach (NameQuery query in (Name ?? []).Select(name => new NameQuery(name)).TakeWhile(_ => left > 0))
        {
            int before = left;
            bool isAnswered = query.Exact is null || Write(query.Exact, null, ref left);
            if (!isAnswered || left < before)
            {
                continue;
            }

            if (query.Pattern is not null)
            {
                Write(null, query.Pattern, ref left);
            }
            else
            {
                WriteError(
                    query.NotFound(
                        "LlamaCloudFileNameNotFound", ErrorCategory.ObjectNotFound, "No file of the project", "Get-LlamaCloudFile"));
            }
        }
    }

    // Whether it could be read to its end.
    private bool Write(string? name, WildcardPattern? pattern, ref int left)
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
}
