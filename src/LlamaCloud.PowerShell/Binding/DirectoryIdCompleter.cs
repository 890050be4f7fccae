using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes the ids of directories, by name, of the first that the service lists.</summary>
internal class DirectoryIdCompleter : LookupCompleter<LlamaCloudDirectory>
{
    private static readonly Lookup<LlamaCloudDirectory> s_directories = new();

    protected override Lookup<LlamaCloudDirectory> Lookup => s_directories;

    protected override Task<IReadOnlyList<LlamaCloudDirectory>> ReadAsync(
        LlamaCloudClient client, RequestScope scope, CancellationToken cancellationToken) =>
        client.Directories.List(scope: scope, isQuick: true).NextAsync(cancellationToken);

    protected override string IdOf(LlamaCloudDirectory one) => one.Id;

    protected override string NameOf(LlamaCloudDirectory one) => one.Name;
}

/// <summary>Completes the name of a directory.</summary>
internal sealed class DirectoryNameCompleter : DirectoryIdCompleter
{
    protected override string ValueOf(LlamaCloudDirectory one) => one.Name;
}
