using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Files;

/// <summary><c>Remove-LlamaCloudFile</c>: removes files from the service. It emits nothing.</summary>
[Cmdlet(
    VerbsCommon.Remove, "LlamaCloudFile", SupportsShouldProcess = true,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/files/methods/delete")]
public sealed class RemoveLlamaCloudFileCommand : IdsCmdlet<object>
{
    /// <summary>
    /// The ids, <c>dfl-...</c>: strings, files, or rows and hashtables with a <c>FileId</c>, <c>file_id</c>, <c>FileInput</c>,
    /// <c>file_input</c> or <c>Id</c>.
    /// </summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("Id", "file_id")]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [FileIdTransformation]
    public string?[]? FileId { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.File;

    /// <summary>Removes the files of one pipeline record.</summary>
    protected override void ProcessRecord() => Take(FileId);

    private protected override bool IsWanted(BoundId id) => ShouldProcess(id.Title, "Remove file");

    private protected override WindowWork<(string Id, RequestScope Scope), object> Open() =>
        new IdWork<object>("Removing files", Subject with { Action = "removed" }, Session, RemoveAsync, static _ => { })
        {
            IsChange = true,
        };

    private async Task<object> RemoveAsync(string id, RequestScope scope, CancellationToken cancellationToken)
    {
        await Client.Files.DeleteAsync(id, scope, cancellationToken).ConfigureAwait(false);
        return id;
    }
}
