using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes the id of a saved configuration, the newest of each name: of every product.</summary>
internal class ConfigurationIdCompleter : LookupCompleter<LlamaCloudConfiguration>
{
    private static readonly Lookup<LlamaCloudConfiguration> s_configurations = new();

    protected override Lookup<LlamaCloudConfiguration> Lookup => s_configurations;

    /// <summary>The products that are meant; empty for all.</summary>
    protected virtual string[] Products => [];

    protected override Task<IReadOnlyList<LlamaCloudConfiguration>> ReadAsync(LlamaCloudClient client, RequestScope scope, CancellationToken cancellationToken) =>
        client.Configurations.List(new ConfigurationFilter { ProductTypes = Products }, scope, isQuick: true).ReadAllAsync(cancellationToken);

    protected override string IdOf(LlamaCloudConfiguration one) => one.Id;

    protected override string NameOf(LlamaCloudConfiguration one) => one.Name;

    protected override string KeyOf(RequestScope scope) => $"{base.KeyOf(scope)} {string.Join(" ", Products)}";
}

/// <summary>Completes the id of a saved configuration for classifying.</summary>
internal class ClassifyConfigurationIdCompleter : ConfigurationIdCompleter
{
    protected override string[] Products => ["classify_v2"];
}

/// <summary>Completes the name of a saved configuration.</summary>
internal sealed class ConfigurationNameCompleter : ConfigurationIdCompleter
{
    protected override string ValueOf(LlamaCloudConfiguration one) => one.Name;
}

/// <summary>Completes the name of a saved configuration for classifying.</summary>
internal sealed class ClassifyConfigurationNameCompleter : ClassifyConfigurationIdCompleter
{
    protected override string ValueOf(LlamaCloudConfiguration one) => one.Name;
}
