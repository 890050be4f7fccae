using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>
/// Reads jobs of one product, many by one call of its list: which may share a request, and what a refusal of one means for the next.
/// </summary>
/// <param name="command">The command that asks.</param>
/// <param name="product">The product.</param>
/// <param name="connection">What it asks through.</param>
/// <param name="client">The same, opened.</param>
internal sealed class JobGroups<TJob>(
    RequestCmdlet command, JobProduct<TJob> product, LlamaCloudConnection connection, LlamaCloudClient client)
    where TJob : LlamaCloudJob
{
    /// <summary>What a job has cost, as a part that it is to be shown with.</summary>
    public const string Usage = "usage";

    /// <summary>What the jobs are to be shown with beside what they always have; empty for nothing.</summary>
    public IReadOnlyCollection<string> Expand { get; init; } = [];

    // Addresses of more than 8,000 characters are refused by servers here and there; 6,000 leave room for gateways.
    // Less what stands around the ids: the address, the page size, the scope, and the token of a further page.
    private int Heaviest => 6000 - connection.BaseAddress.AbsoluteUri.Length - 500;

    /// <summary>Which may share a request.</summary>
    /// <param name="referenceOf">The job that an item is about.</param>
    /// <param name="goesAlone">Whether an item is not to share one all the same.</param>
    public GroupRules<T> Rules<T>(Func<T, (string Id, RequestScope Scope)> referenceOf, Func<T, bool> goesAlone) => new(
        JobsClient<TJob>.LargestPage,
        Heaviest,
        item => goesAlone(item) ? null : KeyOf(referenceOf(item).Scope),
        item => WeightOf(referenceOf(item).Id));

    /// <summary>Reads one job. Of a service that does not tell what jobs have cost, it is read without that.</summary>
    public async Task<TJob> GetAsync(string id, RequestScope scope, CancellationToken cancellationToken)
    {
        JobsClient<TJob> jobs = product.Jobs(client);
        try
        {
            return await jobs.GetExpandedAsync(id, Expand, scope, cancellationToken).ConfigureAwait(false);
        }
        catch (LlamaCloudException failure) when (failure.StatusCode is 400 or 422 && Expand.Contains(Usage))
        {
            return await jobs.GetExpandedAsync(
                id, [.. Expand.Where(part => part != Usage)], scope, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads several jobs of one scope by one request: those that the service knows there, by id.</summary>
    public Task<IReadOnlyDictionary<string, TJob>> FindAsync(
        IEnumerable<string> ids, RequestScope scope, CancellationToken cancellationToken) =>
        product.Jobs(client).FindAsync([.. ids], scope, Expand, cancellationToken);

    /// <summary>Whether jobs that one request did not answer for are to be asked for alone: the answer may be about one of them.</summary>
    /// <param name="scope">Where they were looked for.</param>
    /// <param name="failure">Why the request did not succeed; null when it did.</param>
    public bool IsAskedAlone(RequestScope scope, LlamaCloudException? failure)
    {
        if (failure is not null && !IsRefusal(failure) && failure.Kind != LlamaCloudErrorKind.InvalidResponse)
        {
            return false;
        }

        // For that product and project alone: of a project that is mistyped the service says the same for one and for many.
        if (failure is not null
            && IsRefusal(failure)
            && !IsAboutElse(failure)
            && connection.RefusedGroups.TryAdd((product.Noun, scope), true))
        {
            command.WriteVerbose(
                $"The service refuses to be asked for several {product.Plural} at once ({failure.StatusCode}): each is asked for alone "
                    + "from now on.");
        }

        return true;
    }

    private string? KeyOf(RequestScope scope) =>
        !product.ListsByIds || connection.RefusedGroups.ContainsKey((product.Noun, scope))
            ? null
            : $"{scope.ProjectId} {scope.OrganizationId}";

    // How many characters of an address an id takes.
    private static int WeightOf(string id) => "&job_ids=".Length + Uri.EscapeDataString(id).Length;

    private static bool IsRefusal(LlamaCloudException failure) => failure.StatusCode is 400 or 404 or 405 or 414 or 422;

    // A project that is no UUID, say: each alone meets it too, and groups of another project do not.
    private static bool IsAboutElse(LlamaCloudException failure) =>
        failure.ValidationErrors.Count > 0
            && failure.ValidationErrors.All(one => !one.Location.Contains("job_ids") && !one.Location.Contains("page_size"));
}
