using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud;

/// <summary>All that differs between .NET and .NET Framework, in one place.</summary>
internal static class Compatibility
{
    // A process may run for weeks; the service's addresses do not stay the same that long.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

#if NETFRAMEWORK
    private static readonly Random s_random = new();

    public static HttpClientHandler CreateHandler(bool useProxy, ServiceProxy? proxy, bool unpacks = true)
    {
        // "SystemDefault" leaves the choice to Windows; an older explicit choice may lack what the service asks for.
        if (ServicePointManager.SecurityProtocol != SecurityProtocolType.SystemDefault)
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }

        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = unpacks ? DecompressionMethods.GZip | DecompressionMethods.Deflate : DecompressionMethods.None,
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
            MaxConnectionsPerServer = 64,
            UseCookies = false,
            Proxy = proxy?.ToWebProxy(),
            UseProxy = useProxy,
        };
    }

    /// <summary>.NET Framework keeps the lifetime of connections with the address, not with the handler.</summary>
    public static void LimitConnectionLifetime(Uri address) =>
        ServicePointManager.FindServicePoint(address).ConnectionLeaseTimeout = (int)s_connectionLifetime.TotalMilliseconds;

    public static LlamaCloudErrorKind? KindOf(Exception cause) =>
        cause is WebException { Response: HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } }
        ? LlamaCloudErrorKind.ProxyAuthentication
        : (cause as WebException)?.Status switch
        {
            WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure => LlamaCloudErrorKind.UnknownHost,
            // Said without an AuthenticationException inside; a handshake that is only cut has another status.
            WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure => LlamaCloudErrorKind.SecureChannel,
            _ => null,
        };

    public static bool NeverSent(Exception cause) =>
        cause is WebException
        {
            Status: WebExceptionStatus.ConnectFailure
                or WebExceptionStatus.NameResolutionFailure
                or WebExceptionStatus.ProxyNameResolutionFailure,
        };

    // A body of unknown length would be read into memory as a whole to find its length.
    public static void StreamUnknownLength(HttpRequestMessage message)
    {
        if (message.Content is not null && message.Content.Headers.ContentLength is null)
        {
            message.Headers.TransferEncodingChunked = true;
        }
    }

    // .NET Framework speaks HTTP/1.1 alone.
    public static void PreferHttp2(HttpRequestMessage message)
    {
    }

    public static double NextRandom()
    {
        lock (s_random)
        {
            return s_random.NextDouble();
        }
    }

    // Links and permissions of Unix are not .NET Framework's concern.
    public static string FinalTarget(string path) => path;

    public static void CopyPermissions(string from, string to)
    {
    }

    public static byte[] Sha256(byte[] data)
    {
        using SHA256 sha = SHA256.Create();
        return sha.ComputeHash(data);
    }

    public static byte[] HmacSha256(byte[] key, byte[] data)
    {
        using HMACSHA256 hmac = new(key);
        return hmac.ComputeHash(data);
    }

    // As CryptographicOperations, which .NET Framework lacks: it reads both to their ends, whatever it finds on the way.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    public static bool FixedTimeEquals(byte[] one, byte[] other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        int difference = 0;
        for (int i = 0; i < one.Length; i++)
        {
            difference |= one[i] ^ other[i];
        }

        return difference == 0;
    }

    public static string ToHex(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", string.Empty).ToLowerInvariant();

    public static Task DelayAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
        clock.Delay(delay, cancellationToken);

    // A read does not notice its token here; closing the response ends it. Not on the thread of whoever cancels: it may read on
    // to the end of the body.
    public static CancellationTokenRegistration CloseOnCancellation(HttpResponseMessage response, CancellationToken cancellationToken) =>
        cancellationToken.Register(
            () => ThreadPool.QueueUserWorkItem(static closing => ((HttpResponseMessage)closing!).Dispose(), response));

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
    public static SocketsHttpHandler CreateHandler(bool useProxy, ServiceProxy? proxy, bool unpacks = true) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = unpacks ? DecompressionMethods.All : DecompressionMethods.None,
        DefaultProxyCredentials = CredentialCache.DefaultCredentials,
        EnableMultipleHttp2Connections = true,
        PooledConnectionLifetime = s_connectionLifetime,
        UseCookies = false,
        Proxy = proxy?.ToWebProxy(),
        UseProxy = useProxy,
    };

    public static void LimitConnectionLifetime(Uri address)
    {
    }

    public static LlamaCloudErrorKind? KindOf(Exception cause) => (cause as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.ProxyTunnelError when ((HttpRequestException)cause).StatusCode == HttpStatusCode.ProxyAuthenticationRequired =>
            LlamaCloudErrorKind.ProxyAuthentication,
        HttpRequestError.NameResolutionError => LlamaCloudErrorKind.UnknownHost,
        _ => null,
    };

    public static bool NeverSent(Exception cause) =>
        cause is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError };

    public static void StreamUnknownLength(HttpRequestMessage message)
    {
    }

    // Over TLS, where the server offers it (RFC 9113, section 3.2); without TLS there is nothing to offer it in.
    public static void PreferHttp2(HttpRequestMessage message)
    {
        message.Version = HttpVersion.Version20;
        message.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
    }

    // Every read notices its token.
    public static CancellationTokenRegistration CloseOnCancellation(HttpResponseMessage response, CancellationToken cancellationToken) =>
        default;

    public static double NextRandom() => Random.Shared.NextDouble();

    public static string FinalTarget(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    public static void CopyPermissions(string from, string to)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(to, File.GetUnixFileMode(from));
        }
    }

    public static byte[] Sha256(byte[] data) => SHA256.HashData(data);

    public static byte[] HmacSha256(byte[] key, byte[] data) => HMACSHA256.HashData(key, data);

    public static bool FixedTimeEquals(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);

    public static string ToHex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    public static Task DelayAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay, clock, cancellationToken);
#endif
}
