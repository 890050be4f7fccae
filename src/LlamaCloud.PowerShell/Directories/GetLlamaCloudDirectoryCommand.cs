using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Directories;

/// <summary><c>Get-LlamaCloudDirectory</c>: directories of the service, by their ids. Without ids it lists them.</summary>
[Cmdlet(VerbsCommon.Get, "LlamaCloudDirectory", DefaultParameterSetName = IdSet, HelpUri = "https://developers.llamaindex.ai/reference/resources/directories/methods/list")]
[OutputType(typeof(LlamaCloudDirectory))]
public sealed class GetLlamaCloudDirectoryCommand : IdsCmdlet<LlamaCloudDirectory>
{
    private const string IdSet = "Id";
    private const string ListSet = "List";

    /// <summary>
    /// The ids, <c>dir-...</c>: strings, directories, or rows and hashtables with a <c>DirectoryId</c>, <c>directory_id</c> or <c>Id</c>.
    /// </summary>
    [Parameter(ParameterSetName = IdSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "directory_id")]
    [ArgumentCompleter(typeof(DirectoryIdCompleter))]
    [DirectoryIdTransformation]
    public string?[]? DirectoryId { get; set; }

    /// <summary>Lists those with these names, also with wildcards. A name without them is exact, in its case too.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Lists those of this type: <c>user</c>, <c>ephemeral</c>, <c>index</c>.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(DirectoryTypeCompleter))]
    public string? Type { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Directory;

    /// <summary>Refuses filters in a pipeline.</summary>
    protected override void BeginProcessing() => RefuseFiltersInPipeline(ListSet, nameof(Name));

    /// <summary>Reads the directories of one pipeline record, or lists.</summary>
    protected override void ProcessRecord()
    {
        if (MyInvocation.ExpectingInput || IsGiven(nameof(DirectoryId)))
        {
            Take(DirectoryId);
            return;
        }

        if (Name is null)
        {
            Write(null, static _ => true, out _);
        }

        foreach (NameQuery query in (Name ?? []).Select(name => new NameQuery(name)))
        {
            List(query);
        }
    }

    private protected override WindowWork<(string Id, RequestScope Scope), LlamaCloudDirectory> Open() =>
        new IdWork<LlamaCloudDirectory>(
            "Getting directories", Subject with { HasNames = true }, Session, Client.Directories.GetAsync, WriteObject);

    private void List(NameQuery query)
    {
        bool isAny = false;
        // The service says "to match" of the name, which may be more than the same.
        if ((query.Exact is string exact && !Write(exact, one => one.Name == exact, out isAny)) || isAny)
        {
            return;
        }

        if (query.Pattern is WildcardPattern pattern)
        {
            Write(null, one => pattern.IsMatch(one.Name), out _);
        }
        else
        {
            WriteError(query.NotFound(
                "LlamaCloudDirectoryNameNotFound", ErrorCategory.ObjectNotFound, "No directory of the project", "Get-LlamaCloudDirectory"));
        }
    }

    // Whether they could be read to their end, and whether there was any.
    private bool Write(string? name, Func<LlamaCloudDirectory, bool> fits, out bool isAny)
    {
        bool found = false;
        int left = int.MaxValue;
        DirectoryFilter filter = new() { Name = name, Type = Type?.Trim().ToLowerInvariant() };
        PageReader<LlamaCloudDirectory> pages = Client.Directories.List(filter, ScopeOf());
        bool isWhole = TryReadPages(pages, ref left, one =>
        {
            if (fits(one))
            {
                found = true;
                WriteObject(one);
            }

            return false;
        });
        isAny = found;
        return isWhole;
    }
}
