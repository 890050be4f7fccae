using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>
/// The calls of <c>/api/v2/batches</c>. One batch comes with its results, once it has ended; a list has none, and is not of given ids. The
/// service deletes no batches.
/// </summary>
public sealed class BatchesClient : JobsClient<LlamaCloudBatch>
{
    /// <summary>The words for how far a batch is.</summary>
    public static JobStatuses Words { get; } = new(["PENDING", "THROTTLED", "RUNNING"], "COMPLETED", "FAILED", "CANCELLED");

    internal BatchesClient(Transport transport)
        : base(
            transport,
            "api/v2/batches",
            BatchesJsonContext.Default.LlamaCloudBatch,
            BatchesJsonContext.Default.PageLlamaCloudBatch,
            Words)
    {
    }

    // While it runs they are null, and so cost nothing.
    private protected override IReadOnlyCollection<string> AlwaysExpanded => ["results"];

    /// <summary>
    /// Creates a batch (<c>POST /api/v2/batches</c>). The service has no transaction ids here: after an attempt of unknown outcome
    /// the batch is looked for by its directory and made again only where it is not there, if that directory has no other batch
    /// (<see cref="JobRequest.HasFreshDocument"/>); else the attempt is the only one.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="scope">The project and organization of the directory.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The new batch.</returns>
    /// <exception cref="LlamaCloudException">
    /// The request did not succeed. <see cref="LlamaCloudException.MayBeDone"/> says whether the batch may have been made all the same.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<LlamaCloudBatch> CreateAsync(
        BatchRequest batch, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        (batch ?? throw new ArgumentNullException(nameof(batch))).HasFreshDocument
            ? PostOnceAsync(batch, token => FindByDirectoryAsync(batch.SourceDirectoryId, scope, token), scope, cancellationToken)
            : PostAsync(batch, null, scope, cancellationToken);

    /// <summary>Looks for the newest batch over a directory that has not failed and was not cancelled.</summary>
    /// <param name="directoryId">The directory, <c>dir-...</c>.</param>
    /// <param name="scope">The project and organization of the directory.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The batch; null when there is none.</returns>
    /// <exception cref="LlamaCloudException">The request did not succeed, or the list is not of that directory.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<LlamaCloudBatch?> FindByDirectoryAsync(
        string directoryId, RequestScope scope = default, CancellationToken cancellationToken = default) =>
        (await ListOfAsync(directoryId, scope, cancellationToken).ConfigureAwait(false))
            .FirstOrDefault(batch => !Statuses.HasFailed(batch.Status) && !Statuses.IsCancelled(batch.Status));

    private async Task<IReadOnlyList<LlamaCloudBatch>> ListOfAsync(
        string directoryId, RequestScope scope, CancellationToken cancellationToken)
    {
        PageReader<LlamaCloudBatch> pages = List(new JobFilter { SourceDirectoryId = directoryId }, scope: scope);
        List<LlamaCloudBatch> batches = [];
        while (!pages.IsAtEnd)
        {
            batches.AddRange(await pages.NextAsync(cancellationToken).ConfigureAwait(false));
            // A list of other directories does not say that the batch is not there.
            if (!batches.TrueForAll(batch => JsonAnswer.IsSame(batch.SourceDirectoryId, directoryId)))
            {
                throw new LlamaCloudException(
                    LlamaCloudErrorKind.InvalidResponse,
                    HttpMethod.Get.Method,
                    Transport.Show(ServiceRequest.Get(Root)),
                    "The list of the batches over one directory has those over others.");
            }
        }

        return batches;
    }
}

public sealed partial class LlamaCloudClient
{
    /// <summary>Batches: parse or extract jobs that the service itself makes of all files of a directory.</summary>
    public BatchesClient Batches => field ??= new BatchesClient(_transport);
}
