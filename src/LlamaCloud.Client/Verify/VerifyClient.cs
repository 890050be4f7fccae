using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>
/// The calls of <c>/api/alpha/verify</c>. The service deletes none of these jobs. The operations are alpha: the service may change or
/// withdraw them.
/// </summary>
public sealed class VerifyClient : JobsClient<VerifyJob>
{
    private static readonly string[] s_result = ["result"];

    /// <summary>The words for how far a verify job is.</summary>
    public static JobStatuses Words { get; } = JobStatuses.Usual;

    internal VerifyClient(Transport transport)
        : base(transport, "api/alpha/verify", VerifyJsonContext.Default.VerifyJob, VerifyJsonContext.Default.PageVerifyJob, Words)
    {
    }

    // It is what a job is for, and the service shows it to those alone who ask.
    private protected override IReadOnlyCollection<string> AlwaysExpanded => s_result;

    private protected override IReadOnlyCollection<string> AlwaysExpandedInLists => s_result;

    /// <summary>
    /// Creates a job (<c>POST /api/alpha/verify</c>). Since it always carries a transaction id, an attempt of unknown outcome is
    /// repeated without making a second job.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="scope">The project and organization that it will belong to.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>
    /// The new job, or the one that the transaction id was used for before; that one may have ended, and is without its result.
    /// </returns>
    /// <exception cref="LlamaCloudException">
    /// The request did not succeed: among others 402 when the account has no credits left.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<VerifyJob> CreateAsync(
        VerifyJobRequest job, RequestScope scope = default, CancellationToken cancellationToken = default) => PostAsync(
        job ?? throw new ArgumentNullException(nameof(job)), job.TransactionId ?? Guid.NewGuid().ToString("D"), scope, cancellationToken);
}

public sealed partial class LlamaCloudClient
{
    /// <summary>Verify jobs: whether a document was edited or made up.</summary>
    public VerifyClient Verify => field ??= new VerifyClient(_transport);
}
