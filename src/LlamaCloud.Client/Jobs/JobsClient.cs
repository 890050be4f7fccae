using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v2/classify</c>.</summary>
public sealed class ClassifyClient
{
    private static readonly Answer<ClassifyJob> s_job = JsonAnswer.One(ClassifyJsonContext.Default.ClassifyJob, static job => job.Id);

    private static readonly Answer<Page<ClassifyJob>> s_page = JsonAnswer.Page(ClassifyJsonContext.Default.PageClassifyJob, static job => job.Id);

    /// <summary>How many jobs the service gives to a page at most.</summary>
    public const int LargestPage = 100;

    private const string Root = "api/v2/classify";

    private readonly Transport _transport;

    internal ClassifyClient(Transport transport) => _transport = transport;

    /// <summary>
    /// Creates a job (<c>POST /api/v2/classify</c>). Since it always carries a transaction id, an attempt of unknown outcome is
    /// repeated without making a second job.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="scope">The project and organization that it will belong to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The new job, or the one that the transaction id was used for before.</returns>
    /// <exception cref="LlamaCloudException">The request did not succeed: among others 402 when the account has no credits left.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ClassifyJob> CreateAsync(ClassifyJobRequest job, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        ClassifyJobRequest repeatable = (job ?? throw new ArgumentNullException(nameof(job))) with { TransactionId = job.TransactionId ?? Guid.NewGuid().ToString("D") };
        ServiceRequest request = ServiceRequest.Post(Root, isRepeatable: true).Within(scope).With(new JsonBody(repeatable.ToJson()));
        return await _transport.ReadAsync(request, s_job, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads one job (<c>GET /api/v2/classify/{job_id}</c>).</summary>
    /// <param name="jobId">The job's id, <c>clj-...</c>.</param>
    /// <param name="scope">The project and organization of the job.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The job; its result is there once it has completed.</returns>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed; 404 also when the job is in another project.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ClassifyJob> GetAsync(string jobId, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        await _transport.ReadAsync(ServiceRequest.Get(Root).Segment(jobId, nameof(jobId)).Within(scope), s_job, cancellationToken).ConfigureAwait(false);

    /// <summary>Lists jobs, newest first as the service orders them (<c>GET /api/v2/classify</c>).</summary>
    /// <param name="filter">Which.</param>
    /// <param name="pageSize">How many to a page, 1 to 100.</param>
    /// <param name="scope">The project and organization.</param>
    /// <param name="isQuick">Whether somebody looks on: then it fails rather than wait long for the rate limit.</param>
    /// <returns>A reader of the pages; its requests fail as those of <see cref="GetAsync"/> do.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is not between 1 and 100.</exception>
    /// <exception cref="ArgumentException">An id of the filter cannot be one (see <see cref="ResourceId"/>).</exception>
    public PageReader<ClassifyJob> List(ClassifyJobFilter? filter = null, int pageSize = LargestPage, RequestScope scope = default, bool isQuick = false)
    {
        if (pageSize is < 1 or > LargestPage)
        {
            throw new ArgumentOutOfRangeException(nameof(pageSize));
        }

        ClassifyJobFilter wanted = (filter ?? new ClassifyJobFilter()).Check();
        return new PageReader<ClassifyJob>(
            _transport,
            token => wanted
                .AddTo(ServiceRequest.Get(Root).Query("page_size", pageSize.ToString(CultureInfo.InvariantCulture)))
                .Query("page_token", token)
                .Within(scope)
                .Impatiently(isQuick),
            s_page);
    }

    /// <summary>Reads many jobs at once: <see cref="List"/> with their ids.</summary>
    /// <param name="jobIds">The ids, at most <see cref="LargestPage"/> of them, each once.</param>
    /// <param name="scope">The project and organization of the jobs.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The jobs that the service knows there, by id. Why another is not among them only <see cref="GetAsync"/> says.</returns>
    /// <exception cref="ArgumentException">One of the ids cannot be one (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyDictionary<string, ClassifyJob>> FindAsync(
        IReadOnlyCollection<string> jobIds, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        ClassifyJobFilter filter = new ClassifyJobFilter { JobIds = jobIds ?? throw new ArgumentNullException(nameof(jobIds)) }.Check();
        HashSet<string> wanted = new(filter.JobIds, StringComparer.Ordinal);
        Dictionary<string, ClassifyJob> found = new(StringComparer.Ordinal);
        PageReader<ClassifyJob> pages = List(filter, LargestPage, scope);
        // More pages only where the service gives fewer to a page than it was asked for; not where it ignores the ids.
        while (found.Count < wanted.Count && !pages.IsAtEnd)
        {
            IReadOnlyList<ClassifyJob> page = await pages.NextAsync(cancellationToken).ConfigureAwait(false);
            foreach (ClassifyJob job in page.Where(job => wanted.Contains(job.Id)))
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

    /// <summary>Cancels one job (<c>POST /api/v2/classify/{job_id}/cancel</c>).</summary>
    /// <param name="jobId">The job's id, <c>clj-...</c>.</param>
    /// <param name="scope">The project and organization of the job.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The job as it is then.</returns>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed: among others because the job had ended already.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ClassifyJob> CancelAsync(string jobId, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        try
        {
            // A job is cancelled once, however often that is asked for.
            return await _transport.ReadAsync(
                ServiceRequest.Post(Root, isRepeatable: true).Segment(jobId, nameof(jobId)).Then("cancel").Within(scope),
                s_job,
                cancellationToken).ConfigureAwait(false);
        }
        catch (LlamaCloudException failure) when (failure is { MayBeDoneBefore: true, StatusCode: >= 400 and < 500 and not 429 })
        {
            // The service refuses to cancel what has ended: perhaps by the attempt whose answer was lost.
            ClassifyJob job = await GetAsync(jobId, scope, cancellationToken).ConfigureAwait(false);
            if (job.Status == "CANCELLED")
            {
                return job;
            }

            throw;
        }
    }

    /// <summary>Deletes one job that has ended (<c>DELETE /api/v2/classify/{job_id}</c>).</summary>
    /// <param name="jobId">The job's id, <c>clj-...</c>.</param>
    /// <param name="scope">The project and organization of the job.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ArgumentException"><paramref name="jobId"/> cannot be an id (see <see cref="ResourceId"/>).</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed: among others because the job has not ended.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task DeleteAsync(string jobId, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(ServiceRequest.Delete(Root).Segment(jobId, nameof(jobId)).Within(scope), NoAnswer.Expected, cancellationToken);

    /// <summary>
    /// Saves rules and how documents are read under a name (<c>POST /api/v1/beta/configurations</c>): a new configuration, or a
    /// new version of the one with that name. Not repeated after an attempt of unknown outcome, which would make one version more.
    /// </summary>
    /// <param name="name">The name, 1 to 255 characters.</param>
    /// <param name="configuration">The rules, language and pages; nothing else of it counts.</param>
    /// <param name="scope">The project and organization that it will belong to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The saved configuration.</returns>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<LlamaCloudConfiguration> SaveConfigurationAsync(
        string name, ClassifyJobRequest configuration, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        byte[] body = (configuration ?? throw new ArgumentNullException(nameof(configuration))).ToConfigurationJson(name);
        ServiceRequest request = ServiceRequest.Post("api/v1/beta/configurations", isRepeatable: false).Within(scope).With(new JsonBody(body));
        return await _transport.ReadAsync(request, ConfigurationAnswers.One, cancellationToken).ConfigureAwait(false);
    }
}

public sealed partial class LlamaCloudClient
{
    /// <summary>Classify jobs: which of some given types a document has.</summary>
    public ClassifyClient Classify => field ??= new ClassifyClient(_transport);
}
