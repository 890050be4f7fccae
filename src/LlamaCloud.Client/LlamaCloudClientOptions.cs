using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>
/// What a <see cref="LlamaCloudClient"/> needs to know. The key goes in and never comes out again, but for its last four
/// characters.
/// </summary>
public sealed class LlamaCloudClientOptions
{
    /// <summary>Takes a key.</summary>
    /// <param name="apiKey">The API key, <c>llx-...</c>; white space around it is dropped.</param>
    /// <exception cref="ArgumentException">
    /// The key is empty, or holds a character that no header may carry (RFC 9110, section 5.5). The message does not
    /// contain the key.
    /// </exception>
    public LlamaCloudClientOptions(string apiKey)
    {
        ApiKey = (apiKey ?? throw new ArgumentNullException(nameof(apiKey))).Trim();
        if (ApiKey.Length == 0)
        {
            throw new ArgumentException("The API key is empty.", nameof(apiKey));
        }

        // Checked here because .NET's own complaint about a bad header value quotes the value.
        if (ApiKey.Any(c => c is < '!' or > '~'))
        {
            throw new ArgumentException("The API key holds a space or another character that a key cannot have.", nameof(apiKey));
        }
    }

    /// <summary>Takes over what other options say, to change some of it.</summary>
    /// <param name="other">The other options.</param>
    public LlamaCloudClientOptions(LlamaCloudClientOptions other)
    {
        ApiKey = (other ?? throw new ArgumentNullException(nameof(other))).ApiKey;
        BaseAddress = other.BaseAddress;
        Headers = other.Headers;
        Timeout = other.Timeout;
        MaximumRetryCount = other.MaximumRetryCount;
        RequestsPerMinute = other.RequestsPerMinute;
        Proxy = other.Proxy;
        Observer = other.Observer;
        UserAgent = other.UserAgent;
        Clock = other.Clock;
        Http = other.Http;
    }

    /// <summary>
    /// The key as it may be shown: <c>llx-...abcd</c>, and nothing of a key so short that four characters are much of it.
    /// </summary>
    public string KeyHint
    {
        get
        {
            const int Shortest = 12;
            const string Prefix = "llx-";
            string begin = ApiKey.StartsWith(Prefix, StringComparison.Ordinal) ? Prefix : string.Empty;
            return ApiKey.Length < Shortest ? "..." : $"{begin}...{ApiKey.Substring(ApiKey.Length - 4)}";
        }
    }

    /// <summary>
    /// Where the service is. A path in it stays in front of every request's own path. Default: the North American
    /// region, <c>https://api.cloud.llamaindex.ai</c>.
    /// </summary>
    /// <exception cref="FormatException">
    /// It is not an address that the key may be sent to (see <see cref="ServiceAddress.Parse"/>).
    /// </exception>
    public Uri BaseAddress
    {
        get;
        init => field = ServiceAddress.Parse((value ?? throw new ArgumentNullException(nameof(value))).OriginalString);
    } = ServiceAddress.NorthAmerica;

    /// <summary>
    /// Headers that go with every request, by name; for gateways that want one. Their values are never shown.
    /// </summary>
    /// <exception cref="FormatException">
    /// One cannot be sent, or is <c>Authorization</c> or <c>Host</c>, which are not the caller's to set.
    /// </exception>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = CustomHeaders.Check(value ?? throw new ArgumentNullException(nameof(value)));
    } = new Dictionary<string, string>();

    /// <summary>
    /// How long one attempt may take from connecting to the last byte of the answer; or, where a file goes by, how long it may
    /// stand still. Default: 60 seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between a millisecond and a day.</exception>
    public TimeSpan Timeout
    {
        get;
        init =>
            field = value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromDays(1)
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value));
    } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How often a request is sent again after a failure that may pass. Default: 2. Pauses because the service limits
    /// requests (429) do not count.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int MaximumRetryCount
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    } = 2;

    /// <summary>How many requests are sent in any 60 seconds at most; null for as many as the service takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 1 and 10,000.</exception>
    public int? RequestsPerMinute
    {
        get;
        init => field = value is null or (>= 1 and <= RateWindow.Most) ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>
    /// The proxy that requests go through. Null, the default: the proxy of the system, and none for a service on this machine.
    /// </summary>
    public ServiceProxy? Proxy { get; init; }

    /// <summary>Who is told what becomes of each request; null for nobody.</summary>
    public IRequestObserver? Observer { get; init; }

    /// <summary>The product and version that the service sees (RFC 9110, section 10.1.5).</summary>
    public string UserAgent { get; init; } = "LlamaCloud.Client/" + typeof(LlamaCloudClientOptions).Assembly.GetName().Version!.ToString(3);

    internal string ApiKey { get; }

    /// <summary>Stands for the key in what lives as long as the process.</summary>
    internal string KeyHash => field ??= Convert.ToBase64String(Compatibility.Sha256(Encoding.UTF8.GetBytes(ApiKey)));

    /// <summary>Leaves out what these options hold.</summary>
    internal Redaction Redaction => field ??= new Redaction(ApiKey, Headers, Proxy?.Credential?.Password);

    /// <summary>The clock of deadlines, pauses and limits.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What carries requests; null for the connections that the process shares.</summary>
    internal HttpClient? Http { get; init; }
}
