using System;
using System.Net;
using System.Text;

namespace LlamaCloud;

/// <summary>The proxy that requests go through.</summary>
public sealed class ServiceProxy
{
    /// <summary>Takes a proxy.</summary>
    /// <param name="address">Its address, such as <c>http://proxy.example:8080</c>.</param>
    /// <param name="credential">What it asks for; null for none.</param>
    /// <param name="useDefaultCredentials">Whether to identify as the user who runs the process.</param>
    /// <exception cref="FormatException">The address is not that of a proxy; the message does not show a password in it.</exception>
    public ServiceProxy(Uri address, NetworkCredential? credential = null, bool useDefaultCredentials = false)
    {
        Address = address ?? throw new ArgumentNullException(nameof(address));
        if (!address.IsAbsoluteUri
            || address.Host.Length == 0
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new FormatException(
                "The proxy's address must begin with http:// or https:// and name a host, as http://proxy.example:8080 does.");
        }

        if (address.UserInfo.Length > 0)
        {
            throw new FormatException("The proxy's address holds a user name or password: give those as its credential.");
        }

        Credential = credential;
        UsesDefaultCredentials = useDefaultCredentials;
    }

    /// <summary>Its address.</summary>
    public Uri Address { get; }

    /// <summary>Whether it is told who runs the process.</summary>
    public bool UsesDefaultCredentials { get; }

    internal NetworkCredential? Credential { get; }

    /// <summary>Tells proxies apart, without holding a password.</summary>
    internal string Identity => $"{Address} {UsesDefaultCredentials} {(Credential is null ? string.Empty : Hash(Credential))}";

    internal IWebProxy ToWebProxy() => new Always(Address)
    {
        Credentials = UsesDefaultCredentials ? CredentialCache.DefaultCredentials : Credential,
    };

    private static string Hash(NetworkCredential credential) =>
        Convert.ToBase64String(
            Compatibility.Sha256(Encoding.UTF8.GetBytes($"{credential.Domain}\n{credential.UserName}\n{credential.Password}")));

    // WebProxy of .NET Framework never asks the proxy for what is on this machine, whoever set it.
    private sealed class Always(Uri address) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => address;

        public bool IsBypassed(Uri host) => false;
    }
}
