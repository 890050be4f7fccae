using System;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v2/classify</c>.</summary>
public sealed class ClassifyClient
{
    private static readonly Answer<ClassifyJob> s_job = new(ClassifyJsonContext.Default.ClassifyJob, static job => !string.IsNullOrEmpty(job.Id));

    private readonly Transport _transport;

    internal ClassifyClient(Transport transport) => _transport = transport;

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
