using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Reads jobs: many by one call of the list, and alone what the list does not answer exactly.</summary>
/// <param name="command">The command that reads.</param>
/// <param name="connection">What it asks through.</param>
/// <param name="client">The same, opened.</param>
/// <param name="isGrouping">Whether to ask for several at once.</param>
internal sealed class ClassifyJobRequests(Cmdlet command, LlamaCloudConnection connection, LlamaCloudClient client, bool isGrouping)
    : WindowWork<(string Id, RequestScope Scope), ClassifyJob>("Getting classify jobs"), IGroupedWork<(string Id, RequestScope Scope), ClassifyJob>
{
    // Ids of elsewhere, say: that the list does not know any of so many will not change.
    private const int MostEmptyGroups = 2;

    private readonly ClassifyJobGrouping _grouping = new(command, connection);
    private readonly Dictionary<RequestScope, int> _emptyGroups = [];

    public GroupRules<(string Id, RequestScope Scope)> Rules => new(
        isGrouping ? ClassifyClient.LargestPage : 1, _grouping.Heaviest, KeyOf, static item => ClassifyJobGrouping.WeightOf(item.Id));

    public override Task<ClassifyJob> SendAsync((string Id, RequestScope Scope) item, CancellationToken cancellationToken) =>
        client.Classify.GetAsync(item.Id, item.Scope, cancellationToken);

    public override void Write((string Id, RequestScope Scope) item, ClassifyJob result) => command.WriteObject(result);

    public override ErrorRecord Describe((string Id, RequestScope Scope) item, Exception failure, out bool endsCommand) =>
        ServiceErrors.Describe(failure, ErrorSubject.ClassifyJob, item.Id, connection, out endsCommand);

    public async Task<IReadOnlyList<ClassifyJob?>> SendGroupAsync(IReadOnlyList<(string Id, RequestScope Scope)> items, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, ClassifyJob> found = await client.Classify
            .FindAsync([.. items.Select(item => item.Id).Distinct(StringComparer.Ordinal)], items[0].Scope, cancellationToken)
            .ConfigureAwait(false);
        return [.. items.Select(item => found.TryGetValue(item.Id, out ClassifyJob? job) ? job : null)];
    }

    public bool Settle((string Id, RequestScope Scope) first, int found, Exception? failure)
    {
        LlamaCloudException? answered = failure as LlamaCloudException;
        if (failure is not null && (answered is null || !ClassifyJobGrouping.CanGoAlone(answered)))
        {
            return false;
        }

        if (found == 0)
        {
            // A group that nobody can read has returned nothing either.
            _emptyGroups.TryGetValue(first.Scope, out int empty);
            _emptyGroups[first.Scope] = empty + 1;
        }

        _grouping.Tell(first.Scope, answered);
        return true;
    }

    private string? KeyOf((string Id, RequestScope Scope) item) =>
        isGrouping && !(_emptyGroups.TryGetValue(item.Scope, out int empty) && empty >= MostEmptyGroups) ? _grouping.KeyOf(item.Scope) : null;
}
