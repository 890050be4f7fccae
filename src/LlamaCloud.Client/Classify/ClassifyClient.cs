using System;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v2/classify</c>.</summary>
public sealed class ClassifyClient : JobsClient<ClassifyJob>
{
    /// <summary>The words for how far a classify job is.</summary>
    public static JobStatuses Words { get; } = JobStatuses.Usual;

    internal ClassifyClient(Transport transport)
        : base(transport, "api/v2/classify", ClassifyJsonContext.Default.ClassifyJob, ClassifyJsonContext.Default.PageClassifyJob, Words)
    {
    }

    private protected override PublishedLimit? CreationLimit => PublishedLimit.ClassifyJobs;

    /// <summary>
    /// Creates a job (<c>POST /api/v2/classify</c>). Since it always carries a transaction id, an attempt of unknown outcome is
    /// repeated without making a second job.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="scope">The project and organization that it will belong to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The new job, or the one that the transaction id was used for before.</returns>
    /// <exception cref="LlamaCloudException">
    /// The request did not succeed: among others 402 when the account has no credits left.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<ClassifyJob> CreateAsync(
        ClassifyJobRequest job, RequestScope scope = default, CancellationToken cancellationToken = default) => PostAsync(
        job ?? throw new ArgumentNullException(nameof(job)), job.TransactionId ?? Guid.NewGuid().ToString("D"), scope, cancellationToken);
}

public sealed partial class LlamaCloudClient
{
    /// <summary>Classify jobs: which of some given types a document has.</summary>
    public ClassifyClient Classify => field ??= new ClassifyClient(_transport);
}
