using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <content>Making jobs: once, whatever becomes of an answer.</content>
public abstract partial class JobsClient<TJob>
{
    /// <summary>Creates a job. Only one with a transaction id is repeated after an attempt of unknown outcome.</summary>
    private protected Task<TJob> PostAsync(
        JobRequest job, string? transactionId, RequestScope scope, CancellationToken cancellationToken) =>
        Transport.ReadAsync(
            ServiceRequest.Post(Root, isRepeatable: transactionId is not null)
                .Within(scope)
                .With(new JsonBody(job.ToJson(transactionId)))
                .LimitedBy(CreationLimit),
            Job,
            cancellationToken);

    /// <summary>
    /// Creates a job of a product that has no transaction ids, once: after an attempt of unknown outcome the job is looked for, and
    /// made again only where it is surely not there.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="find">Finds the job that this very request made; null when it is not there.</param>
    /// <param name="scope">The project and organization that it will belong to.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="LlamaCloudException">
    /// The request did not succeed. Where <see cref="LlamaCloudException.MayBeDone"/> says so, nobody knows whether the job was made.
    /// </exception>
    private protected Task<TJob> PostOnceAsync(
        JobRequest job, Func<CancellationToken, Task<TJob?>> find, RequestScope scope, CancellationToken cancellationToken) =>
        MakeOnce.RunAsync(Transport, cancellation => PostAsync(job, null, scope, cancellation), find, cancellationToken);
}
