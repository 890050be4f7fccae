using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Usage;

/// <summary>Asks for usage, each time that of one organization, and joins the names of projects to it.</summary>
/// <param name="client">What is asked.</param>
/// <param name="projects">The projects that are known.</param>
internal sealed class UsageSource(LlamaCloudClient client, KnownProjects projects)
{
    /// <summary>The organizations to ask about: the one that is given, that of the project, or every one.</summary>
    public IReadOnlyList<string> OrganizationsOf(RequestScope scope) =>
        scope.OrganizationId is string given ? [given]
        : projects.OrganizationOf(scope.ProjectId) is string own ? [own]
        : projects.Organizations;

    /// <summary>Adds up.</summary>
    public async Task<IReadOnlyList<LlamaCloudUsage>> SumAsync(
        string organizationId, IReadOnlyCollection<string> dimensions, UsageFilter filter, CancellationToken cancellationToken)
    {
        IReadOnlyList<LlamaCloudUsage> sums = await client.Usage.SumAsync(organizationId, dimensions, filter, cancellationToken)
            .ConfigureAwait(false);
        foreach (LlamaCloudUsage sum in sums)
        {
            sum.ProjectName = projects.NameOf(sum.ProjectId);
        }

        return sums;
    }

    /// <summary>Reads the records of one job, in the organization that has any.</summary>
    public async Task<JobUsage> ReadAsync(UsageFilter filter, RequestScope scope, CancellationToken cancellationToken)
    {
        IReadOnlyList<LlamaCloudUsageRecord> found = [];
        LlamaCloudException? refusal = null;
        foreach (string organization in OrganizationsOf(scope).TakeWhile(_ => found.Count == 0))
        {
            try
            {
                found = await client.Usage.List(organization, filter).ReadAllAsync(cancellationToken).ConfigureAwait(false);
            }
            // One organization that does not tell says nothing of the others.
            catch (LlamaCloudException refused) when (refused.StatusCode is 403 or 404)
            {
                refusal ??= refused;
            }
        }

        if (found.Count == 0 && refusal is not null)
        {
            throw refusal;
        }

        foreach (LlamaCloudUsageRecord record in found)
        {
            record.ProjectName = projects.NameOf(record.ProjectId);
        }

        return new JobUsage(filter.JobId!, found);
    }
}

/// <summary>What is known of the usage of one job.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Records">Its records; empty where nothing is known.</param>
internal sealed record JobUsage(string JobId, IReadOnlyList<LlamaCloudUsageRecord> Records);
