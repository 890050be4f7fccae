namespace LlamaCloud;

/// <summary>What became of a request that did not succeed.</summary>
public enum LlamaCloudErrorKind
{
    /// <summary>The service, or a proxy before it, answered with a status other than success.</summary>
    Status,

    /// <summary>An attempt was not complete within <see cref="LlamaCloudClientOptions.Timeout"/>.</summary>
    Timeout,

    /// <summary>The connection could not be made, or broke before the answer was complete.</summary>
    Connection,

    /// <summary>No host has the name in the address.</summary>
    UnknownHost,

    /// <summary>The proxy in between wants credentials that it was not given (407 to a tunnel).</summary>
    ProxyAuthentication,

    /// <summary>No trusted TLS connection could be made with the host.</summary>
    SecureChannel,

    /// <summary>It would have waited too long for its turn, because requests are limited; nothing was sent at the last.</summary>
    RateLimited,

    /// <summary>The status was success, but the body is not what the service sends.</summary>
    InvalidResponse,
}
