using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Classify;

/// <summary>Reads jobs: many by one call of the list, and alone what the list does not answer exactly.</summary>
/// <param name="command">The command that reads.</param>
/// <param name="connection">What it asks through.</param>
/// <param name="client">The same, opened.</param>
/// <param name="isGrouping">Whether to ask for several at once.</param>
internal sealed class ClassifyJobRequests(Cmdlet command, LlamaCloudConnection connection, LlamaCloudClient client, bool isGrouping)
    : IGroupedWork<(string Id, RequestScope Scope), ClassifyJob>
{
    // Ids of elsewhere, say: that the list does not know any of so many will not change.
    private const int MostEmptyGroups = 2;

    private int _emptyGroups;

    public string Activity => "Getting classify jobs";

    public bool IsChange => false;

    public TransferCount? Transfer => null;

    public int LargestGroup => isGrouping ? ClassifyClient.LargestPage : 1;

    public int HeaviestGroup => HeaviestGroupOf(connection);

    /// <summary>How many characters of an address the ids may take.</summary>
    // Addresses of more than 8,000 characters are refused by servers here and there; 6,000 leave room for gateways.
    // Less what stands around the ids: the address, the page size, the scope, and the token of a further page.
    public static int HeaviestGroupOf(LlamaCloudConnection connection) => 6000 - connection.BaseAddress.AbsoluteUri.Length - 500;

    /// <summary>How many characters of an address an id takes.</summary>
    public static int WeightOf(string id) => "&job_ids=".Length + Uri.EscapeDataString(id).Length;

    /// <summary>Whether jobs that could not be read together may be asked for alone: the answer may be about one of them.</summary>
    public static bool CanGoAlone(LlamaCloudException failure) => IsRefusal(failure) || failure.Kind == LlamaCloudErrorKind.InvalidResponse;

    /// <summary>Remembers that the service does not answer for several at once, and says so the first time.</summary>
    public static void TellRefusal(Cmdlet command, LlamaCloudConnection connection, LlamaCloudException? failure)
    {
        if (failure is not null && IsRefusal(failure) && !IsAboutElse(failure) && !connection.RefusesGroups)
        {
            connection.RefusesGroups = true;
            command.WriteVerbose($"The service refuses to be asked for several jobs at once ({failure.StatusCode}): each is asked for alone from now on.");
        }
    }

    public Task<ClassifyJob> SendAsync((string Id, RequestScope Scope) item, CancellationToken cancellationToken) =>
        client.Classify.GetAsync(item.Id, item.Scope, cancellationToken);

    public void Write((string Id, RequestScope Scope) item, ClassifyJob result) => command.WriteObject(result);

    public ErrorRecord Describe((string Id, RequestScope Scope) item, Exception failure, out bool endsCommand) =>
        ServiceErrors.Describe(failure, ErrorSubject.ClassifyJob, item.Id, connection, out endsCommand);

    public void End()
    {
    }

    public string? GroupOf((string Id, RequestScope Scope) item) =>
        isGrouping && !connection.RefusesGroups && _emptyGroups < MostEmptyGroups ? $"{item.Scope.ProjectId} {item.Scope.OrganizationId}" : null;

    public int WeightOf((string Id, RequestScope Scope) item) => WeightOf(item.Id);

    public async Task<IReadOnlyList<ClassifyJob?>> SendGroupAsync(IReadOnlyList<(string Id, RequestScope Scope)> items, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, ClassifyJob> found = await client.Classify
            .FindAsync([.. items.Select(item => item.Id).Distinct(StringComparer.Ordinal)], items[0].Scope, cancellationToken)
            .ConfigureAwait(false);
        return [.. items.Select(item => found.TryGetValue(item.Id, out ClassifyJob? job) ? job : null)];
    }

    public bool Settle(int found, Exception? failure)
    {
        LlamaCloudException? answered = failure as LlamaCloudException;
        if (failure is not null && (answered is null || !CanGoAlone(answered)))
        {
            return false;
        }

        // A group that nobody can read has returned nothing either.
        _emptyGroups += found == 0 ? 1 : 0;
        TellRefusal(command, connection, answered);
        return true;
    }

    private static bool IsRefusal(LlamaCloudException failure) => failure.StatusCode is 400 or 404 or 405 or 414 or 422;

    // A project that is no UUID, say: each alone meets it too, and groups of another project do not.
    private static bool IsAboutElse(LlamaCloudException failure) =>
        failure.ValidationErrors.Count > 0 && failure.ValidationErrors.All(one => !one.Location.Contains("job_ids") && !one.Location.Contains("page_size"));
}
