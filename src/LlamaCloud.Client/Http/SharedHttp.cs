using System;
using System.Net.Http;
using System.Threading;

namespace LlamaCloud.Http;

/// <summary>
/// The connections of this process, shared by every runspace: one pool for each service, proxy and key, so that what a
/// proxy or the service ties to a connection never serves another key.
/// </summary>
internal static class SharedHttp
{
    private static readonly SharedValues<(string Service, string Proxy, string KeyHash, bool IsForFiles), HttpClient> s_clients =
        new(TimeProvider.System, keptFor: TimeSpan.FromMinutes(10));

    /// <summary>What carries the requests of these options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="isForFiles">
    /// Whether the answers are files: then nothing is unpacked, since a compressed body that was cut may unpack without an error.
    /// </param>
    public static HttpClient For(LlamaCloudClientOptions options, bool isForFiles = false)
    {
        // Deadlines are an attempt's: HttpClient's own ends at the headers and cannot be told from a cancellation.
        return s_clients.For(
            (options.BaseAddress.GetLeftPart(UriPartial.Authority), options.Proxy?.Identity ?? string.Empty, options.KeyHash, isForFiles),
            () => new HttpClient(CreateHandler(options, isForFiles)) { Timeout = Timeout.InfiniteTimeSpan });
    }

    /// <summary>Makes the connections of these options.</summary>
    // Plain http is for this machine alone: through a proxy of the system's the key would leave it in clear text.
    public static HttpMessageHandler CreateHandler(LlamaCloudClientOptions options, bool isForFiles = false) =>
        Compatibility.CreateHandler(
            useProxy: options.Proxy is not null || !options.BaseAddress.IsLoopback, options.Proxy, unpacks: !isForFiles);
}
