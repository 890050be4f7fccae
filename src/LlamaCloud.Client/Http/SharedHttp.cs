using System;
using System.Net.Http;
using System.Threading;

namespace LlamaCloud.Http;

/// <summary>
/// The connections of this process. The key is a header of each request, not of the connection, so one pool serves every
/// key and every runspace.
/// </summary>
internal static class SharedHttp
{
    private static readonly Lazy<HttpClient> s_client = new(
        // Deadlines are the transport's: HttpClient's own ends at the headers and cannot be told from a cancellation.
        () => new HttpClient(Compatibility.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan });

    public static HttpClient Client => s_client.Value;
}
