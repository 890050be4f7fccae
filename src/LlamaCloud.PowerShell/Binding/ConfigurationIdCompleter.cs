using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes the id of a saved configuration, the newest of each name: of the product whose command it is, or of every one.</summary>
internal class ConfigurationIdCompleter : LookupCompleter<LlamaCloudConfiguration>
{
    private static readonly Lookup<LlamaCloudConfiguration> s_configurations = new();

    protected override Lookup<LlamaCloudConfiguration> Lookup => s_configurations;

    // The product of the command; all where it is of none.
    private string[] Products => JobProducts.OfCommand(CommandName) is JobProduct product ? [.. product.ConfigurationTypes] : [];

    protected override Task<IReadOnlyList<LlamaCloudConfiguration>> ReadAsync(LlamaCloudClient client, RequestScope scope, CancellationToken cancellationToken) =>
        client.Configurations.List(new ConfigurationFilter { ProductTypes = Products }, scope, isQuick: true).ReadAllAsync(cancellationToken);

    protected override string IdOf(LlamaCloudConfiguration one) => one.Id;

    protected override string NameOf(LlamaCloudConfiguration one) => one.Name;

    protected override string KeyOf(RequestScope scope) => $"{base.KeyOf(scope)} {string.Join(" ", Products)}";
}

/// <summary>Completes the name of a saved configuration.</summary>
internal sealed class ConfigurationNameCompleter : ConfigurationIdCompleter
{
    protected override string ValueOf(LlamaCloudConfiguration one) => one.Name;
}
