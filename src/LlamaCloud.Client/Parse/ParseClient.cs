using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>The calls of <c>/api/v2/parse</c>.</summary>
public sealed partial class ParseClient : JobsClient<ParseJob>
{
    // This machine's clock and the service's may differ by so much.
    private static readonly TimeSpan s_clocks = TimeSpan.FromMinutes(15);

    /// <summary>The words for how far a parse job is.</summary>
    public static JobStatuses Words { get; } = JobStatuses.Usual;

    internal ParseClient(Transport transport)
        : base(transport, "api/v2/parse", ParseJsonContext.Default.ParseJob, ParseJsonContext.Default.PageParseJob, Words)
    {
    }

    private protected override Answer<ParseJob> GetAnswer => WrappedJobAnswer.Expected;

    /// <summary>
    /// Creates a job (<c>POST /api/v2/parse</c>), once: it carries its transaction id as a tag, and after an attempt of unknown outcome
    /// the job with that tag is looked for among those made since; only where it is surely not there it is made again.
    /// </summary>
    /// <param name="job">The job. Without a transaction id it gets a fresh one.</param>
    /// <param name="scope">The project and organization that it will belong to.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The new job.</returns>
    /// <exception cref="LlamaCloudException">
    /// The request did not succeed: among others 402 when the account has no credits left. Where
    /// <see cref="LlamaCloudException.MayBeDone"/> says so, nobody knows whether the job was made.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<ParseJob> CreateAsync(ParseJobRequest job, RequestScope scope = default, CancellationToken cancellationToken = default)
    {
        string mark = (job ?? throw new ArgumentNullException(nameof(job))).TransactionId ?? Guid.NewGuid().ToString("D");
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        return PostOnceAsync(
            job.Marked(mark), cancellation => Search(begun - s_clocks, scope).FindAsync(mark, cancellation), scope, cancellationToken);
    }

    /// <summary>Looks for jobs by their transaction ids, all in one list that is read as far as that takes.</summary>
    /// <param name="since">Which jobs count: those created then or later.</param>
    /// <param name="scope">The project and organization.</param>
    public ParseJobSearch Search(DateTimeOffset since, RequestScope scope = default) =>
        new(List(new JobFilter { CreatedAfter = since }, scope: scope));

    /// <summary>Reads which versions each tier has (<c>GET /api/v2/parse/versions</c>).</summary>
    /// <param name="scope">The project and organization.</param>
    /// <param name="isQuick">Whether somebody looks on: then it fails rather than wait long for the rate limit.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The versions by tier, as the service orders them.</returns>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> GetVersionsAsync(
        RequestScope scope = default, bool isQuick = false, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object?> answer = await Transport.ReadAsync(
            ServiceRequest.Get(Root).Then("versions").Within(scope).Impatiently(isQuick),
            new JsonAnswer<Dictionary<string, object?>>(ParseJsonContext.Default.DictionaryStringObject!, static _ => true),
            cancellationToken).ConfigureAwait(false);
        // A newer service says beside them which is the latest of each: that is no list.
        return answer
            .Where(tier => tier.Value is IEnumerable<object?>)
            .ToDictionary(tier => tier.Key, tier => (IReadOnlyList<string>)[.. ((IEnumerable<object?>)tier.Value!).OfType<string>()]);
    }
}

public sealed partial class LlamaCloudClient
{
    /// <summary>Parse jobs: documents that become Markdown, text, tables and images.</summary>
    public ParseClient Parse => field ??= new ParseClient(_transport);
}
