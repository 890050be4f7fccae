using System;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v2/classify</c>.</summary>
public sealed class ClassifyClient
{
    private static readonly Answer<ClassifyJob> s_job = new JsonAnswer<ClassifyJob>(ClassifyJsonContext.Default.ClassifyJob, static job => !string.IsNullOrEmpty(job.Id));

    private static readonly JsonAnswer<Page<ClassifyJob>> s_page = new(ClassifyJsonContext.Default.PageClassifyJob, static page => page.Items is not null);

    private readonly Transport _transport;

    internal ClassifyClient(Transport transport) => _transport = transport;

    /// <summary>Asks the least that needs a valid key (<c>GET /api/v2/classify?page_size=1</c>), and does not wait long for it.</summary>
    /// <param name="scope">The project and organization that the key is to be used with.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>Whether there is a job.</returns>
    /// <exception cref="LlamaCloudException">The request did not succeed: 401 when the key is wrong or of another region.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<bool> CheckAsync(RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        ServiceRequest request = ServiceRequest.Get("api/v2/classify").Query("page_size", "1").Within(scope).Impatiently();
        return (await _transport.SendAsync(request, s_page, cancellationToken).ConfigureAwait(false))!.Items.Count > 0;
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
        (await _transport.SendAsync(
            ServiceRequest.Get("api/v2/classify").Segment(jobId, nameof(jobId)).Within(scope),
            s_job,
            cancellationToken).ConfigureAwait(false))!;

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
            return (await _transport.SendAsync(
                ServiceRequest.Post("api/v2/classify", isRepeatable: true).Segment(jobId, nameof(jobId)).Then("cancel").Within(scope),
                s_job,
                cancellationToken).ConfigureAwait(false))!;
        }
        catch (LlamaCloudException failure) when (failure is { MayBeDone: true, StatusCode: >= 400 and < 500 })
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
}
