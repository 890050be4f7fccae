using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes the ids of recent jobs, newest first, of the product whose command it is.</summary>
internal sealed class JobIdCompleter : LookupCompleter<LlamaCloudJob>
{
    private const int Most = 20;

    private static readonly Lookup<LlamaCloudJob> s_jobs = new();

    protected override Lookup<LlamaCloudJob> Lookup => s_jobs;

    private JobProduct? Product => JobProducts.OfCommand(CommandName);

    protected override Task<IReadOnlyList<LlamaCloudJob>> ReadAsync(
        LlamaCloudClient client, RequestScope scope, CancellationToken cancellationToken) =>
        Product?.ListNewestAsync(client, Most, scope, cancellationToken) ?? Task.FromResult<IReadOnlyList<LlamaCloudJob>>([]);

    protected override string IdOf(LlamaCloudJob one) => one.Id;

    protected override string NameOf(LlamaCloudJob one) => one.Id;

    protected override string TipOf(LlamaCloudJob one) => FormattableString.Invariant(
        $"{one.Status} {Product?.Summarize(one)} {one.CreatedAt?.UtcDateTime:yyyy-MM-dd HH:mm}Z");

    protected override string KeyOf(RequestScope scope) => $"{base.KeyOf(scope)} {Product?.Noun}";

    protected override IEnumerable<LlamaCloudJob> Order(IReadOnlyList<LlamaCloudJob> all) => all;
}
