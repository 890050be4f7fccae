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
    private static readonly Lazy<HttpClient> s_throughProxy = new(() => Create(useProxy: true));
    private static readonly Lazy<HttpClient> s_direct = new(() => Create(useProxy: false));

    /// <summary>What carries requests to an address.</summary>
    public static HttpClient For(Uri address)
    {
        Compatibility.LimitConnectionLifetime(address);
        // Plain http is for this machine alone: through a proxy the key would leave it in clear text.
        return (address.IsLoopback ? s_direct : s_throughProxy).Value;
    }

    // Deadlines are an attempt's: HttpClient's own ends at the headers and cannot be told from a cancellation.
    private static HttpClient Create(bool useProxy) =>
        new(Compatibility.CreateHandler(useProxy)) { Timeout = Timeout.InfiniteTimeSpan };
}
