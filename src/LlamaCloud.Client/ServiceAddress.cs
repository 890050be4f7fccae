using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace LlamaCloud;

/// <summary>The address of the service, as people write it down.</summary>
public static class ServiceAddress
{
    private const string Site = "llamaindex.ai";

    // Each path of a request begins with its version.
    private static readonly Regex s_version = new("/api(/v[12])?/?\\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The North American region; where nothing else is said, the service is here.</summary>
    public static Uri NorthAmerica { get; } = new("https://api.cloud.llamaindex.ai/");

    /// <summary>The European region. A key works in its own region only.</summary>
    public static Uri Europe { get; } = new("https://api.cloud.eu.llamaindex.ai/");

    /// <summary>
    /// Reads an address: a host without a scheme is taken as https (the service's own documentation prints the European
    /// host so), and plain http is accepted to this machine only, because the key would travel in clear text.
    /// </summary>
    /// <param name="text">A host or an absolute address, with or without port and path.</param>
    /// <exception cref="FormatException">It is not such an address; the message says why.</exception>
    public static Uri Parse(string text)
    {
        string trimmed = (text ?? throw new ArgumentNullException(nameof(text))).Trim();
        // Before any message that quotes the text.
        if (ResourceId.IsKey(trimmed))
        {
            throw new FormatException("This is an API key, not an address.");
        }

        // Likewise: what stands before an @ may be a password.
        if (trimmed.Contains('@'))
        {
            throw new FormatException("The address holds an @, as of a user name or password; the service takes only an API key.");
        }

        string absolute = trimmed.Contains("://") ? trimmed : "https://" + trimmed;
        if (!Uri.TryCreate(absolute, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
        {
            throw new FormatException($"'{trimmed}' is not an address such as {NorthAmerica.GetLeftPart(UriPartial.Authority)}.");
        }

        if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new FormatException(
                $"'{address.GetLeftPart(UriPartial.Path)}' is followed by a query or a fragment, which a base address cannot have.");
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
        {
            throw new FormatException($"'{trimmed}' would send the API key in clear text: use https.");
        }

        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        {
            throw new FormatException($"'{trimmed}' is not an https address.");
        }

        if (ApiBeside(address) is Uri api)
        {
            throw new FormatException($"'{trimmed}' is the service's site and not its API: give {api.GetLeftPart(UriPartial.Authority)}.");
        }

        Uri root = s_version.IsMatch(address.AbsolutePath) ? new Uri(address, s_version.Replace(address.AbsolutePath, "/")) : address;
        return root.AbsolutePath[root.AbsolutePath.Length - 1] == '/' ? root : new Uri(root.AbsoluteUri + "/");
    }

    // Where people read the documentation or log in, no key is of use.
    private static Uri? ApiBeside(Uri address)
    {
        string host = address.Host;
        bool isSite =
            (host.Equals(Site, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + Site, StringComparison.OrdinalIgnoreCase))
            && !host.StartsWith("api.", StringComparison.OrdinalIgnoreCase);
        return !isSite ? null : host.Split('.').Contains("eu", StringComparer.OrdinalIgnoreCase) ? Europe : NorthAmerica;
    }
}
