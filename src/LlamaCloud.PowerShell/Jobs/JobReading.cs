using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Reads jobs in input order: many by one request, and alone what that does not answer exactly.</summary>
/// <param name="product">The product.</param>
/// <param name="connection">What it asks through.</param>
/// <param name="groups">Reads them.</param>
/// <param name="isGrouping">Whether to ask for several at once.</param>
/// <param name="write">Takes each job that was read, in input order.</param>
internal sealed class JobReading<TJob>(
    JobProduct<TJob> product, LlamaCloudConnection connection, JobGroups<TJob> groups, bool isGrouping, Action<JobReference, TJob> write)
    : WindowWork<JobReference, TJob>($"Getting {product.Plural}", product.Subject, connection)
    where TJob : LlamaCloudJob
{
    // Ids of elsewhere, say: that the list does not know any of so many will not change.
    private const int MostEmptyGroups = 2;

    private readonly Dictionary<RequestScope, int> _emptyGroups = [];

    /// <summary>A job as it came, where all is known that is wanted of it: then nothing is asked. Null where it is read.</summary>
    public Func<JobReference, TJob?> Known { get; init; } = static _ => null;

    public override GroupRules<JobReference> Rules => isGrouping
        ? groups.Rules<JobReference>(static item => (item.Id, item.Scope), GoesAlone)
        : GroupRules<JobReference>.None;

    public override Task<TJob> SendAsync(JobReference item, CancellationToken cancellationToken) =>
        Known(item) is TJob known ? Task.FromResult(known) : groups.GetAsync(item.Id, item.Scope, cancellationToken);

    public override void Write(JobReference item, TJob result) => write(item, result);

    public override async Task<IReadOnlyList<TJob?>> SendGroupAsync(IReadOnlyList<JobReference> items, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, TJob> found = await groups.FindAsync(
            items.Select(item => item.Id), items[0].Scope, cancellationToken).ConfigureAwait(false);
        return [.. items.Select(item => found.TryGetValue(item.Id, out TJob? job) ? job : null)];
    }

    public override bool IsAskedAlone(JobReference first, int found, Exception? failure)
    {
        if (failure is not (null or LlamaCloudException) || !groups.IsAskedAlone(first.Scope, failure as LlamaCloudException))
        {
            return false;
        }

        if (found == 0)
        {
            // A group that nobody can read has returned nothing either.
            _emptyGroups.TryGetValue(first.Scope, out int empty);
            _emptyGroups[first.Scope] = empty + 1;
        }

        return true;
    }

    public override object? InputOf(JobReference item) => item.Input;

    private bool GoesAlone(JobReference item) =>
        Known(item) is not null || (_emptyGroups.TryGetValue(item.Scope, out int empty) && empty >= MostEmptyGroups);

    protected override string NameOf(JobReference item) => item.Id;
}
