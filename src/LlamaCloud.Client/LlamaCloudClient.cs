using System;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>
/// The LlamaCloud service as one key sees it. Safe for use by many threads at once; connections are shared by all
/// clients of the process, so making one is cheap and there is nothing to dispose.
/// </summary>
/// <remarks>Each resource adds its own calls, in its own folder.</remarks>
public sealed partial class LlamaCloudClient
{
    private static readonly JsonAnswer<Page<object>> s_anyPage = new(CheckJsonContext.Default.PageObject, static page => page.Items is not null);

    private readonly Transport _transport;
    private readonly Redaction _redaction;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <param name="options">The key, and the service it belongs to.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="FormatException">A proxy elsewhere would get the key in clear text.</exception>
    public LlamaCloudClient(LlamaCloudClientOptions options)
    {
        if ((options ?? throw new ArgumentNullException(nameof(options))) is { Proxy.Address.IsLoopback: false, BaseAddress: { Scheme: "http" } address })
        {
            throw new FormatException($"A proxy on another machine would get the API key in clear text, because {address} is not https.");
        }

        Identity = $"{options.BaseAddress} {options.KeyHash}";
        _transport = new Transport(options);
        _redaction = options.Redaction;
    }

    /// <summary>Tells clients of another service or another key apart; does not show the key.</summary>
    public string Identity { get; }

    /// <summary>How much room the requests of this key have.</summary>
    public RateLimitState RateLimit => RateLimitReader();

    /// <summary>Reads <see cref="RateLimit"/>, also where this client and its key are no longer held.</summary>
    public Func<RateLimitState> RateLimitReader => _transport.RateLimitReader;

    /// <summary>
    /// A text of the service, such as <see cref="LlamaCloudJob.ErrorMessage"/>, as a message can hold it: on one line, without control
    /// characters and secrets, at most 2,000 characters of it. Null when it is null or blank.
    /// </summary>
    /// <param name="text">The text.</param>
    public string? Redact(string? text) => _redaction.Foreign(text);

    /// <summary>
    /// The same without a client, for what is shown where nobody is connected: keys are known by their form, <c>llx-...</c>, and other secrets by
    /// the names that stand before them.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string? RedactForeign(string? text) => Redaction.OfNobody.Foreign(text);

    /// <summary>Asks the least that needs a valid key (<c>GET /api/v2/classify?page_size=1</c>), and does not wait long for it.</summary>
    /// <param name="scope">The project and organization that the key is to be used with.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="LlamaCloudException">The request did not succeed: 401 when the key is wrong or of another region.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task CheckAsync(RequestScope scope = default, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(ServiceRequest.Get("api/v2/classify").Query("page_size", "1").Within(scope).Impatiently(isQuick: true), s_anyPage, cancellationToken);
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Page<object>))]
internal sealed partial class CheckJsonContext : JsonSerializerContext;
