using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v1/beta/usage-metrics</c>: what was used, and what it cost. Each is about one organization.</summary>
public sealed class UsageClient
{
    private const string Root = "api/v1/beta/usage-metrics";
    private const string PageSize = "100";

    private static readonly Answer<UsageAnswer> s_sums = new JsonAnswer<UsageAnswer>(
        UsageJsonContext.Default.UsageAnswer, static answer => answer.Buckets?.All(static one => one is not null) == true);

    private static readonly Answer<Page<LlamaCloudUsageRecord>> s_records = JsonAnswer.Page(
        UsageJsonContext.Default.PageLlamaCloudUsageRecord, static record => record.Id);

    private readonly Transport _transport;

    internal UsageClient(Transport transport) => _transport = transport;

    /// <summary>Adds up what was used (<c>GET /api/v1/beta/usage-metrics/aggregate</c>).</summary>
    /// <param name="organizationId">The organization, a UUID.</param>
    /// <param name="groupBy">
    /// What a sum is of, by the names on the wire: <c>day</c>, <c>project_id</c>, <c>event_type</c>, <c>tier</c>; at least one.
    /// </param>
    /// <param name="filter">Which usage counts.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The sums; empty when nothing was used.</returns>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyList<LlamaCloudUsage>> SumAsync(
        string organizationId,
        IReadOnlyCollection<string> groupBy,
        UsageFilter? filter = null,
        CancellationToken cancellationToken = default)
    {
        ServiceRequest request = ServiceRequest.Get(Root).Then("aggregate");
        foreach (string dimension in groupBy ?? throw new ArgumentNullException(nameof(groupBy)))
        {
            request.Query("group_by", dimension);
        }

        Filter(request, organizationId, filter);
        UsageAnswer answer = await _transport.ReadAsync(request, s_sums, cancellationToken).ConfigureAwait(false);
        answer.Buckets!.ForEach(sum => sum.OrganizationId = organizationId);
        return answer.Buckets;
    }

    /// <summary>Lists what was used step by step (<c>GET /api/v1/beta/usage-metrics</c>).</summary>
    /// <param name="organizationId">The organization, a UUID.</param>
    /// <param name="filter">Which usage.</param>
    /// <returns>A reader of the pages; its requests fail as those of <see cref="SumAsync"/> do.</returns>
    public PageReader<LlamaCloudUsageRecord> List(string organizationId, UsageFilter? filter = null) => new(
        _transport,
        token => Filter(ServiceRequest.Get(Root).Query("page_size", PageSize), organizationId, filter).Query("page_token", token),
        s_records);

    private static ServiceRequest Filter(ServiceRequest request, string organizationId, UsageFilter? filter)
    {
        foreach (string type in filter?.EventTypes ?? [])
        {
            request.Query("event_types", type);
        }

        return request
            .Query("event_aggregation_key", filter?.JobId)
            .Query("day_on_or_after", Day(filter?.FirstDay))
            .Query("day_on_or_before", Day(filter?.LastDay))
            .Within(new RequestScope(filter?.ProjectId, organizationId));
    }

    private static string? Day(DateTime? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

public sealed partial class LlamaCloudClient
{
    /// <summary>What was used, and what it cost.</summary>
    public UsageClient Usage => field ??= new UsageClient(_transport);
}
