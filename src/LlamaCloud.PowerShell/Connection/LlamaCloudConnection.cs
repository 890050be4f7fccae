using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using LlamaCloud.PowerShell.Connection;

namespace LlamaCloud;

/// <summary>
/// A key, the service it belongs to, and how requests are sent there. It may be used by several runspaces at once. Nothing
/// that can be seen of it contains the key or the value of a header.
/// </summary>
public sealed class LlamaCloudConnection
{
    private LlamaCloudClientOptions? _options;
    private readonly Func<RateLimitState> _rateLimit;

    internal LlamaCloudConnection(
        LlamaCloudClientOptions options, string keySource, string? name, string? projectId, string? organizationId)
    {
        _options = options;
        LlamaCloudClient client = new(options);
        // The gate alone: what outlives a disconnection must not hold the key.
        _rateLimit = client.RateLimitReader;
        Identity = client.Identity;
        Name = name;
        BaseAddress = options.BaseAddress;
        Key = options.KeyHint;
        KeySource = keySource;
        ProjectId = projectId;
        OrganizationId = organizationId;
        TimeoutSec = options.Timeout.TotalSeconds;
        MaximumRetryCount = options.MaximumRetryCount;
        RequestsPerMinute = options.RequestsPerMinute;
        Proxy = options.Proxy?.Address;
        HeaderNames = new ShownList<string>(options.Headers.Keys.OrderBy(header => header, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Its name; null for the default of a runspace, and for the one that the environment describes.</summary>
    public string? Name { get; }

    /// <summary><c>NA</c> or <c>EU</c>; null when the address is of neither.</summary>
    public string? Region => Regions.NameOf(BaseAddress);

    /// <summary>Where the service is.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The project that commands use which are given none; null leaves it to the service.</summary>
    public string? ProjectId { get; }

    /// <summary>The organization that commands use which are given none; null leaves it to the service.</summary>
    public string? OrganizationId { get; }

    /// <summary>The key as it may be shown: <c>llx-...abcd</c>; nothing of a key of fewer than 12 characters.</summary>
    public string Key { get; }

    /// <summary>Where the key came from: <c>-ApiKey</c>, the environment variable or the secret that held it, or the prompt.</summary>
    public string KeySource { get; }

    /// <summary>How long one attempt at a request may take, in seconds; or, where a file goes by, how long it may stand still.</summary>
    public double TimeoutSec { get; }

    /// <summary>How often a request is sent again after a failure that may pass.</summary>
    public int MaximumRetryCount { get; }

    /// <summary>How many requests are sent in a minute at most; null for as many as the service takes.</summary>
    public int? RequestsPerMinute { get; }

    /// <summary>The proxy that was given; null when the system's applies.</summary>
    public Uri? Proxy { get; }

    /// <summary>The names of the headers that go with every request; their values may be secrets.</summary>
    public IReadOnlyList<string> HeaderNames { get; }

    /// <summary>How much room its requests have now. All connections of the process with this key and address share it.</summary>
    public RateLimitState RateLimit => _rateLimit();

    /// <summary>Whether it can be used: until it is disconnected.</summary>
    public bool IsConnected => _options is not null;

    /// <summary>The name, if it has one, the address and the key as it may be shown.</summary>
    public override string ToString() =>
        $"{(Name is null ? string.Empty : Name + " ")}{BaseAddress.GetLeftPart(UriPartial.Authority)} {Key}";

    /// <summary>Where the service refused to be asked for many jobs of a product at once.</summary>
    internal ConcurrentDictionary<(string Product, RequestScope Scope), bool> RefusedGroups { get; } = new();

    /// <summary>The names of the projects, where one was looked for by its name; null before.</summary>
    internal string? ProjectNames { get; set; }

    /// <summary>Which service and which key it is, for what is remembered of both.</summary>
    internal string Identity { get; }

    /// <summary>A client that tells <paramref name="observer"/> what becomes of its requests.</summary>
    internal LlamaCloudClient Open(IRequestObserver? observer, string userAgent) => new(
        new LlamaCloudClientOptions(_options ?? throw new ObjectDisposedException(nameof(LlamaCloudConnection)))
        {
            Observer = observer,
            UserAgent = userAgent,
        });

    internal void Close() => _options = null;
}
