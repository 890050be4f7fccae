using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Configurations;

/// <summary><c>Remove-LlamaCloudConfiguration</c>: removes saved configurations. It emits nothing.</summary>
[Cmdlet(
    VerbsCommon.Remove, "LlamaCloudConfiguration", SupportsShouldProcess = true,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/configurations/methods/delete")]
public sealed class RemoveLlamaCloudConfigurationCommand : IdsCmdlet<object>
{
    private readonly ConcurrentDictionary<string, LlamaCloudConfiguration> _known = new(StringComparer.Ordinal);

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

    private protected override bool IsWanted(BoundId id)
    {
        if (!ShouldProcess(id.Title, "Remove configuration"))
        {
            return false;
        }

        if (id.Source is LlamaCloudConfiguration configuration)
        {
            _known[id.Value] = configuration;
        }

        return true;
    }

    private protected override WindowWork<(string Id, RequestScope Scope), object> Open() =>
        new IdWork<object>("Removing configurations", Subject with { Action = "removed" }, Session, RemoveAsync, WarnOfOlder)
        {
            IsChange = true,
        };

    private async Task<object> RemoveAsync(string id, RequestScope scope, CancellationToken cancellationToken)
    {
        await Client.Configurations.DeleteAsync(id, scope, cancellationToken).ConfigureAwait(false);
        ForgetConfigurations();
        return (object?)await FindOlderAsync(id, scope, cancellationToken).ConfigureAwait(false) ?? id;
    }

    // Whoever removes a configuration by its name may not know that others of that name are behind it.
    private async Task<LlamaCloudConfiguration?> FindOlderAsync(string id, RequestScope scope, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(id, out LlamaCloudConfiguration? removed))
        {
            return null;
        }

        try
        {
            ConfigurationFilter filter = new() { Name = removed.Name, ProductTypes = [removed.ProductType] };
            IReadOnlyList<LlamaCloudConfiguration> left = await Client.Configurations.List(filter, scope)
                .NextAsync(cancellationToken)
                .ConfigureAwait(false);
            return left.FirstOrDefault(
                one => one.Id != id && one.Name == removed.Name && string.CompareOrdinal(one.Version, removed.Version) < 0);
        }
        catch (LlamaCloudException)
        {
            // It is removed all the same; this was a courtesy.
            return null;
        }
    }

    private void WarnOfOlder(object result)
    {
        if (result is LlamaCloudConfiguration older)
        {
            WriteWarning(
                $"An older version of '{ResourceId.Show(older.Name)}' comes to light, {older.Id}: jobs that are started with this name "
                    + "use it from now on.");
        }
    }
}
