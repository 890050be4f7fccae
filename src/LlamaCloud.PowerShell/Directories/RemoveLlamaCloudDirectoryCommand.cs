using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Directories;

/// <summary><c>Remove-LlamaCloudDirectory</c>: removes directories from the service. It emits nothing.</summary>
[Cmdlet(VerbsCommon.Remove, "LlamaCloudDirectory", SupportsShouldProcess = true, HelpUri = "https://developers.llamaindex.ai/reference/resources/directories/methods/delete")]
public sealed class RemoveLlamaCloudDirectoryCommand : IdsCmdlet<object>
{
    /// <summary>
    /// The ids, <c>dir-...</c>: strings, directories, or rows and hashtables with a <c>DirectoryId</c>, <c>directory_id</c> or <c>Id</c>.
    /// </summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("Id", "directory_id")]
    [ArgumentCompleter(typeof(DirectoryIdCompleter))]
    [DirectoryIdTransformation]
    public string?[]? DirectoryId { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Directory;

    /// <summary>Removes the directories of one pipeline record.</summary>
    protected override void ProcessRecord() => Take(DirectoryId);

    private protected override bool IsWanted(BoundId id) => ShouldProcess(id.Title, "Remove directory");

    private protected override WindowWork<(string Id, RequestScope Scope), object> Open() =>
        new IdWork<object>("Removing directories", Subject with { Action = "removed" }, Session, RemoveAsync, static _ => { })
        {
            IsChange = true,
        };

    private async Task<object> RemoveAsync(string id, RequestScope scope, CancellationToken cancellationToken)
    {
        await Client.Directories.DeleteAsync(id, scope, cancellationToken).ConfigureAwait(false);
        return id;
    }
}
