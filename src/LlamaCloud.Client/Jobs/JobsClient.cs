using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls that every product has for its jobs. What only one has is in its own client.</summary>
/// <typeparam name="TJob">The product's job.</typeparam>
public abstract partial class JobsClient<TJob>
    where TJob : LlamaCloudJob
{
    /// <summary>How many jobs the service gives to a page at most.</summary>
    public const int LargestPage = 100;

    private readonly Answer<Page<TJob>> _page;

    private protected JobsClient(
        Transport transport, string root, JsonTypeInfo<TJob> job, JsonTypeInfo<Page<TJob>> page, JobStatuses statuses)
    {
        Transport = transport;
        Root = root;
        Statuses = statuses;
        Job = JsonAnswer.One(job, static one => one.Id);
        _page = JsonAnswer.Page(page, static one => one.Id);
    }

    /// <summary>The product's words for how far a job is.</summary>
    public JobStatuses Statuses { get; }

    /// <summary>Sends its requests.</summary>
    private protected Transport Transport { get; }

    /// <summary>The path of its jobs, without a slash before it.</summary>
    private protected string Root { get; }

    /// <summary>What the service publishes of how many jobs may be made; null for nothing.</summary>
    private protected virtual PublishedLimit? CreationLimit => null;

    /// <summary>An answer that is the job.</summary>
    private protected Answer<TJob> Job { get; }

    /// <summary>An answer to a GET of one job: the job itself, where a product does not wrap it.</summary>
    private protected virtual Answer<TJob> GetAnswer => Job;

    /// <summary>What one job is always read with beside what it has by itself; empty for nothing.</summary>
    private protected virtual IReadOnlyCollection<string> AlwaysExpanded => [];

    /// <summary>The same of the jobs of a list.</summary>
    private protected virtual IReadOnlyCollection<string> AlwaysExpandedInLists => [];

    /// <summary>Reads one job (<c>GET .../{job_id}</c>).</summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="scope">The project and organization of the job.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The job as it is.</returns>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed; 404 also when the job is in another project.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<TJob> GetAsync(string jobId, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        GetExpandedAsync(jobId, [], scope, cancellationToken);

    /// <summary>Reads one job with more than it always has (<c>GET .../{job_id}?expand=...</c>).</summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="expand">What else, such as <c>usage</c>; the service's description names what each product has.</param>
    /// <param name="scope">The project and organization of the job.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The job as it is.</returns>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    public async Task<TJob> GetExpandedAsync(
        string jobId, IReadOnlyCollection<string> expand, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        ServiceRequest request = ServiceRequest.Get(Root).Segment(jobId, nameof(jobId));
        foreach (string part in AlwaysExpanded.Concat(expand ?? throw new ArgumentNullException(nameof(expand))))
        {
            request.QueryExactly("expand", part);
        }

        return await Transport.ReadAsync(
            request.Within(scope), GetAnswer.About(static job => job.Id, jobId), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists jobs, newest first as the service orders them.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="pageSize">How many to a page, 1 to 100.</param>
    /// <param name="scope">The project and organization.</param>
    /// <param name="isQuick">Whether somebody looks on: then it fails rather than wait long for the rate limit.</param>
    /// <returns>A reader of the pages; its requests fail as those of <see cref="GetAsync"/> do.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is not between 1 and 100.</exception>
    /// <exception cref="ArgumentException">An id of the filter cannot be one (see <see cref="ResourceId"/>).</exception>
    public PageReader<TJob> List(JobFilter? filter = null, int pageSize = LargestPage, RequestScope scope = default, bool isQuick = false)
    {
        if (pageSize is < 1 or > LargestPage)
        {
            throw new ArgumentOutOfRangeException(nameof(pageSize));
        }

        return ListChecked((filter ?? new JobFilter()).Check(), pageSize, scope, isQuick);
    }

    private PageReader<TJob> ListChecked(JobFilter filter, int pageSize, RequestScope scope, bool isQuick = false)
    {
        JobFilter wanted = AlwaysExpandedInLists.Count == 0 ? filter
            : filter with { Expand = [.. AlwaysExpandedInLists, .. filter.Expand] };
        return new PageReader<TJob>(
            Transport,
            token => wanted
                .AddTo(ServiceRequest.Get(Root).Query("page_size", pageSize.ToString(CultureInfo.InvariantCulture)), Statuses)
                .Query("page_token", token)
                .Within(scope)
                .Impatiently(isQuick),
            _page);
    }

    /// <summary>Reads many jobs at once: <see cref="List"/> with their ids.</summary>
    /// <param name="jobIds">The ids, at most <see cref="LargestPage"/> different ones.</param>
    /// <param name="scope">The project and organization of the jobs.</param>
    /// <param name="expand">What the jobs are to be shown with beside what they always have; null for nothing.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The jobs that the service knows there, by id. Why another is not among them only <see cref="GetAsync"/> says.</returns>
    /// <exception cref="ArgumentException">One of the ids cannot be one (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyDictionary<string, TJob>> FindAsync(
        IReadOnlyCollection<string> jobIds,
        RequestScope scope = default,
        IReadOnlyCollection<string>? expand = null,
        CancellationToken cancellationToken = default)
    {
        HashSet<string> wanted = new((jobIds ?? throw new ArgumentNullException(nameof(jobIds))).Count, StringComparer.Ordinal);
        foreach (string id in jobIds)
        {
            wanted.Add(ResourceId.Check(id, nameof(jobIds)));
        }

        Dictionary<string, TJob> found = new(wanted.Count, StringComparer.Ordinal);
        PageReader<TJob> pages = ListChecked(new JobFilter { JobIds = wanted, Expand = expand ?? [] }, LargestPage, scope);
        // More pages only where the service gives fewer to a page than it was asked for; not where it ignores the ids.
        while (found.Count < wanted.Count && !pages.IsAtEnd)
        {
            IReadOnlyList<TJob> page = await pages.NextAsync(cancellationToken).ConfigureAwait(false);
            foreach (TJob job in page.Where(job => wanted.Contains(job.Id)))
            {
                found[job.Id] = job;
            }

            if (page.Any(job => !wanted.Contains(job.Id)))
            {
                break;
            }
        }

        return found;
    }

    /// <summary>
    /// Cancels one job (<c>POST .../{job_id}/cancel</c>). Some products are only asked to: the job may go on for a while.
    /// </summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="scope">The project and organization of the job.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The job as it is then.</returns>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed: among others because the job had ended already.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<TJob> CancelAsync(string jobId, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        try
        {
            // A job is cancelled once, however often that is asked for.
            return await Transport.ReadAsync(
                ServiceRequest.Post(Root, isRepeatable: true).Segment(jobId, nameof(jobId)).Then("cancel").Within(scope),
                Job.About(static job => job.Id, jobId),
                cancellationToken).ConfigureAwait(false);
        }
        catch (LlamaCloudException failure) when (failure is { MayBeDoneBefore: true, StatusCode: >= 400 and < 500 and not 429 })
        {
            // The service refuses to cancel what has ended: perhaps by the attempt whose answer was lost.
            TJob job = await GetAsync(jobId, scope, cancellationToken).ConfigureAwait(false);
            if (Statuses.IsCancelled(job.Status))
            {
                return job;
            }

            throw;
        }
    }

    /// <summary>Deletes one job that has ended, with its results (<c>DELETE .../{job_id}</c>).</summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="scope">The project and organization of the job.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed: among others because the job has not ended.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task DeleteAsync(string jobId, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        Transport.SendAsync(ServiceRequest.Delete(Root).Segment(jobId, nameof(jobId)).Within(scope), NoAnswer.Expected, cancellationToken);
}
