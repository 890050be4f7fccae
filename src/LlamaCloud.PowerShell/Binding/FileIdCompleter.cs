using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes the ids of files, by name, of the first that the service lists.</summary>
internal class FileIdCompleter : LookupCompleter<LlamaCloudFile>
{
    // There may be very many, and a menu of more helps nobody.
    private const int Most = 100;

    private static readonly Lookup<LlamaCloudFile> s_files = new();

    protected override Lookup<LlamaCloudFile> Lookup => s_files;

    protected override Task<IReadOnlyList<LlamaCloudFile>> ReadAsync(
        LlamaCloudClient client, RequestScope scope, CancellationToken cancellationToken) =>
        client.Files.List(pageSize: Most, scope: scope, isQuick: true).NextAsync(cancellationToken);

    protected override string IdOf(LlamaCloudFile one) => one.Id;

    protected override string NameOf(LlamaCloudFile one) => one.Name;
}

/// <summary>Completes the name of a file.</summary>
internal sealed class FileNameCompleter : FileIdCompleter
{
    protected override string ValueOf(LlamaCloudFile one) => one.Name;
}
