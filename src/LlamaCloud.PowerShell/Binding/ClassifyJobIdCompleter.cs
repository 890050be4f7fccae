using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes the ids of recent classify jobs, newest first.</summary>
internal sealed class ClassifyJobIdCompleter : LookupCompleter<ClassifyJob>
{
    private const int Most = 20;

    private static readonly Lookup<ClassifyJob> s_jobs = new();

    protected override Lookup<ClassifyJob> Lookup => s_jobs;

    protected override Task<IReadOnlyList<ClassifyJob>> ReadAsync(LlamaCloudClient client, RequestScope scope, CancellationToken cancellationToken) =>
        client.Classify.List(pageSize: Most, scope: scope, isQuick: true).NextAsync(cancellationToken);

    protected override string IdOf(ClassifyJob one) => one.Id;

    protected override string NameOf(ClassifyJob one) => one.Id;

    protected override string TipOf(ClassifyJob one) => $"{one.Status} {one.Type} {one.CreatedAt?.UtcDateTime:yyyy-MM-dd HH:mm}Z";

    protected override IEnumerable<ClassifyJob> Order(IReadOnlyList<ClassifyJob> all) => all;
}
