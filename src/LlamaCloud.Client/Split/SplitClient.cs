using System;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v1/split/jobs</c>.</summary>
public sealed class SplitClient : JobsClient<SplitJob>
{
    /// <summary>The words for how far a split job is. The service spells them in lower case.</summary>
    public static JobStatuses Words { get; } = new(["pending", "processing"], "completed", "failed", "cancelled");

    internal SplitClient(Transport transport)
        : base(transport, "api/v1/split/jobs", SplitJsonContext.Default.SplitJob, SplitJsonContext.Default.PageSplitJob, Words)
    {
    }

    /// <summary>
    /// Creates a job (<c>POST /api/v1/split/jobs</c>). Since it always carries a transaction id, an attempt of unknown outcome is
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
    public Task<SplitJob> CreateAsync(
        SplitJobRequest job, RequestScope scope = default, CancellationToken cancellationToken = default) => PostAsync(
        job ?? throw new ArgumentNullException(nameof(job)), job.TransactionId ?? Guid.NewGuid().ToString("D"), scope, cancellationToken);
}

public sealed partial class LlamaCloudClient
{
    /// <summary>Split jobs: where in a document the parts of some given categories are.</summary>
    public SplitClient Split => field ??= new SplitClient(_transport);
}
