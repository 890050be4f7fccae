using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Configurations;

/// <summary><c>Remove-LlamaCloudConfiguration</c>: removes saved configurations. It emits nothing.</summary>
[Cmdlet(VerbsCommon.Remove, "LlamaCloudConfiguration", SupportsShouldProcess = true, HelpUri = "https://developers.llamaindex.ai/reference/resources/configurations/methods/delete")]
public sealed class RemoveLlamaCloudConfigurationCommand : IdsCmdlet<object>
{
    /// <summary>
    /// The ids, <c>cfg-...</c>: strings, configurations, or rows and hashtables with a <c>ConfigurationId</c>,
    /// <c>configuration_id</c> or <c>Id</c>.
    /// </summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Alias("Id", "configuration_id")]
    [ArgumentCompleter(typeof(ConfigurationIdCompleter))]
    [ConfigurationIdTransformation]
    public string?[]? ConfigurationId { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Configuration;

    /// <summary>Removes the configurations of one pipeline record.</summary>
    protected override void ProcessRecord() => Take(ConfigurationId);

    private protected override bool IsWanted(BoundId id) => ShouldProcess(id.Title, "Remove configuration");

    private protected override WindowWork<(string Id, RequestScope Scope), object> Open() =>
        new IdWork<object>("Removing configurations", Subject with { Action = "removed" }, Session, RemoveAsync, static _ => { }) { IsChange = true };

    private async Task<object> RemoveAsync(string id, RequestScope scope, CancellationToken cancellationToken)
    {
        await Client.Configurations.DeleteAsync(id, scope, cancellationToken).ConfigureAwait(false);
        return id;
    }
}
