using System;

namespace LlamaCloud.Http;

/// <summary>
/// A limit that the service publishes for one kind of request. It is kept once the service has refused such a request: an account may
/// have more room than the published.
/// </summary>
/// <param name="What">Which requests are counted together.</param>
/// <param name="Requests">How many of them there may be.</param>
/// <param name="Span">In how long a time.</param>
internal sealed record PublishedLimit(string What, int Requests, TimeSpan Span)
{
    /// <summary>Of classify jobs that are made.</summary>
    public static PublishedLimit ClassifyJobs { get; } = new("classify jobs", 40, TimeSpan.FromSeconds(1));

    /// <summary>Of uploads to a project.</summary>
    public static PublishedLimit UploadsTo(RequestScope scope) => new($"uploads {scope.ProjectId}", 50, TimeSpan.FromSeconds(5));
}
