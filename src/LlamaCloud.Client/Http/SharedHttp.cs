using System;
using System.Collections.Concurrent;
using System.Net.Http;
using System.Threading;

namespace LlamaCloud.Http;

/// <summary>
/// The connections of this process, shared by every runspace: one pool for each service, proxy and key, so that what a
/// proxy or the service ties to a connection never serves another key.
/// </summary>
internal static class SharedHttp
{
    private static readonly ConcurrentDictionary<(string Service, string Proxy, string KeyHash), Lazy<HttpClient>> s_clients = new();

    /// <summary>What carries the requests of these options.</summary>
    public static HttpClient For(LlamaCloudClientOptions options)
    {
        // Plain http is for this machine alone: through a proxy of the system's the key would leave it in clear text.
        bool useProxy = options.Proxy is not null || !options.BaseAddress.IsLoopback;
        return s_clients.GetOrAdd(
            (options.BaseAddress.GetLeftPart(UriPartial.Authority), options.Proxy?.Identity ?? string.Empty, options.KeyHash),
            _ => new Lazy<HttpClient>(() => Create(useProxy, options.Proxy))).Value;
    }

    // Deadlines are an attempt's: HttpClient's own ends at the headers and cannot be told from a cancellation.
    private static HttpClient Create(bool useProxy, ServiceProxy? proxy) =>
        new(Compatibility.CreateHandler(useProxy, proxy)) { Timeout = Timeout.InfiniteTimeSpan };
}
