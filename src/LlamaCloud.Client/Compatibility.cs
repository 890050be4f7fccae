using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud;

/// <summary>All that differs between .NET and .NET Framework, in one place.</summary>
internal static class Compatibility
{
#if NETFRAMEWORK
    public static HttpMessageHandler CreateHandler()
    {
        // "SystemDefault" leaves the choice to Windows; an older explicit choice may lack what the service asks for.
        if (ServicePointManager.SecurityProtocol != SecurityProtocolType.SystemDefault)
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }

        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
            MaxConnectionsPerServer = 64,
            UseCookies = false,
        };
    }

    public static LlamaCloudErrorKind? KindOf(Exception cause) => (cause as WebException)?.Status switch
    {
        WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure => LlamaCloudErrorKind.UnknownHost,
        WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure => LlamaCloudErrorKind.SecureChannel,
        _ => null,
    };

    public static Task<Stream> ReadAsStreamAsync(this HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
    }

    public static async ValueTask<int> ReadAsync(this Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[buffer.Length];
        int read = await stream.ReadAsync(bytes, 0, bytes.Length, cancellationToken).ConfigureAwait(false);
        bytes.AsSpan(0, read).CopyTo(buffer.Span);
        return read;
    }
#else
    public static HttpMessageHandler CreateHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        DefaultProxyCredentials = CredentialCache.DefaultCredentials,
        // A process may run for weeks; the service's addresses do not stay the same that long.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };

    public static LlamaCloudErrorKind? KindOf(Exception cause) => (cause as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => LlamaCloudErrorKind.UnknownHost,
        HttpRequestError.SecureConnectionError => LlamaCloudErrorKind.SecureChannel,
        _ => null,
    };
#endif
}
