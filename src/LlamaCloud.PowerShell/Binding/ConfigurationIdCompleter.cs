using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes the id of a saved classify configuration, the newest of each name.</summary>
internal sealed class ConfigurationIdCompleter : LookupCompleter<LlamaCloudConfiguration>
{
    private static readonly Lookup<LlamaCloudConfiguration> s_configurations = new();

    protected override Lookup<LlamaCloudConfiguration> Lookup => s_configurations;

    protected override Task<IReadOnlyList<LlamaCloudConfiguration>> ReadAsync(LlamaCloudClient client, RequestScope scope, CancellationToken cancellationToken) =>
        client.Configurations.List(new ConfigurationFilter { ProductTypes = ["classify_v2"] }, scope, isQuick: true).ReadAllAsync(cancellationToken);

    protected override string IdOf(LlamaCloudConfiguration one) => one.Id;

    protected override string NameOf(LlamaCloudConfiguration one) => one.Name;
}
