using System;
using System.Net.Http;
using System.Text;

namespace LlamaCloud.Http;

/// <summary>One request before it has an address: method, path, query, body, and whether it may be sent twice.</summary>
internal sealed class ServiceRequest
{
    // What a Uri holds in every version of .NET; servers take less.
    private const int LongestAddress = 65_500;

    private static readonly TimeSpan s_glance = TimeSpan.FromSeconds(2);

    private readonly StringBuilder _relative;
    private bool _hasQuery;

    private ServiceRequest(HttpMethod method, string path, bool isRepeatable)
    {
        Method = method;
        _relative = new StringBuilder(path);
        IsRepeatable = isRepeatable;
    }

    public HttpMethod Method { get; }

    /// <summary>Whether sending it again after an attempt of unknown outcome cannot do the work twice.</summary>
    public bool IsRepeatable { get; }

    /// <summary>What it carries; null for nothing.</summary>
    public RequestBody? Body { get; private set; }

    /// <summary>Where it goes when that is not the service: then without the key, and past the gate. Null for the service.</summary>
    public Uri? Elsewhere { get; private set; }

    /// <summary>Whether there can be another attempt at all.</summary>
    public bool CanSendAgain => Body?.CanSendAgain != false;

    /// <summary>How long it may wait at the gate in all.</summary>
    public TimeSpan Patience { get; private set; } = RateGate.LongestWait;

    /// <summary>What the service publishes of how many such requests there may be; null for nothing.</summary>
    public PublishedLimit? Limit { get; private set; }

    /// <summary>Starts a GET.</summary>
    /// <param name="path">The path below the base address, without a slash before it: <c>api/v2/classify</c>.</param>
    public static ServiceRequest Get(string path) => new(HttpMethod.Get, path, isRepeatable: true);

    /// <summary>Starts a GET of an address that the service gave, on whatever host: it never gets the key.</summary>
    public static ServiceRequest GetElsewhere(Uri address) => new(HttpMethod.Get, string.Empty, isRepeatable: true) { Elsewhere = address };

    /// <summary>
    /// Whether an address that the service gave may be asked: the contents of a document must not cross a network in clear text.
    /// </summary>
    public static bool IsSafeElsewhere(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && address.UserInfo.Length == 0;

    /// <summary>Starts a DELETE.</summary>
    /// <param name="path">As for <see cref="Get"/>.</param>
    public static ServiceRequest Delete(string path) => new(HttpMethod.Delete, path, isRepeatable: true);

    /// <summary>Starts a POST.</summary>
    /// <param name="path">As for <see cref="Get"/>.</param>
    /// <param name="isRepeatable">Whether something in it, such as a <c>transaction_id</c>, keeps the service from doing it twice.</param>
    public static ServiceRequest Post(string path, bool isRepeatable) => new(HttpMethod.Post, path, isRepeatable);

    /// <summary>Starts a request by any method, of which one that changes something may be repeated where HTTP says so.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">As for <see cref="Get"/>, escaped.</param>
    public static ServiceRequest Of(HttpMethod method, string path) =>
        new(
            method,
            path,
            isRepeatable: method == HttpMethod.Get || method == HttpMethod.Put || method == HttpMethod.Delete); // RFC 9110, section 9.2.2

    /// <summary>Gives it a body.</summary>
    public ServiceRequest With(RequestBody? body)
    {
        Body = body;
        return this;
    }

    /// <summary>Lets it fail rather than wait long at the gate.</summary>
    /// <param name="isQuick">Whether somebody looks on; otherwise it waits as any other does.</param>
    public ServiceRequest Impatiently(bool isQuick)
    {
        Patience = isQuick ? s_glance : RateGate.LongestWait;
        return this;
    }

    /// <summary>Says what the service publishes of how many such requests there may be.</summary>
    public ServiceRequest LimitedBy(PublishedLimit? limit)
    {
        Limit = limit;
        return this;
    }

    /// <summary>Adds an id to the path, escaped.</summary>
    /// <exception cref="ArgumentException">It is no id (see <see cref="ResourceId"/>).</exception>
    public ServiceRequest Segment(string id, string parameterName)
    {
        _relative.Append('/').Append(Uri.EscapeDataString(ResourceId.Check(id, parameterName)));
        return this;
    }

    /// <summary>Adds a word to the path.</summary>
    public ServiceRequest Then(string word)
    {
        _relative.Append('/').Append(word);
        return this;
    }

    /// <summary>Adds a query parameter, escaped; nothing when the value is null or white space.</summary>
    public ServiceRequest Query(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? this : QueryExactly(name, value!.Trim());

    /// <summary>Adds a query parameter as it is, escaped.</summary>
    public ServiceRequest QueryExactly(string name, string value)
    {
        _relative.Append(_hasQuery ? '&' : '?').Append(Escape(name)).Append('=').Append(Escape(value));
        _hasQuery = true;
        return this;
    }

    /// <summary>Escapes what stands for itself in a path or a query (RFC 3986, section 2.1).</summary>
    // .NET Framework throws at half a character where .NET sends a replacement: this sends the replacement on both.
    public static string Escape(string value) => Uri.EscapeDataString(
        ResourceId.HasUnpairedSurrogate(value) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)) : value);

    /// <summary>Adds the project and organization that nearly every operation takes.</summary>
    public ServiceRequest Within(RequestScope scope) =>
        Query("project_id", scope.ProjectId).Query("organization_id", scope.OrganizationId);

    /// <summary>The whole address.</summary>
    /// <param name="baseAddress">The service's address; its path ends with a slash.</param>
    /// <exception cref="ArgumentException">It is longer than an address can be.</exception>
    public Uri AddressOn(Uri baseAddress)
    {
        if (Elsewhere is not null)
        {
            return Elsewhere;
        }

        int length = baseAddress.AbsoluteUri.Length + _relative.Length;
        // Behind the whole base nothing of it can be taken for a scheme or a host, as it could be by itself.
        return length <= LongestAddress
            ? new Uri(new StringBuilder(baseAddress.AbsoluteUri, length).Append(_relative).ToString())
            : throw new ArgumentException(
                $"The address of the request would be {length} characters long, where at most {LongestAddress} are possible: ask for less "
                    + "at a time.");
    }

    /// <summary>An address of it as it can be shown. What another host was asked with is a secret as a whole.</summary>
    public Uri Shown(Uri address, Redaction redaction) =>
        Elsewhere is null
            ? redaction.Address(address)
            : new UriBuilder(address)
            {
                Query = string.Empty,
                Fragment = string.Empty,
                UserName = string.Empty,
                Password = string.Empty,
            }.Uri;

    /// <summary>The message for one attempt, which cannot be sent a second time.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="passing">Is told how many bytes of files went by.</param>
    /// <exception cref="LocalFileException">A file cannot be opened.</exception>
    // .NET sends a request without content again by itself when the connection ends before an answer; one with content, if only
    // an empty one, it does not.
    public HttpRequestMessage ToMessage(Uri address, Action<int> passing) =>
        new(Method, address) { Content = Body?.ToContent(passing) ?? (IsRepeatable ? null : new ByteArrayContent([])) };
}
