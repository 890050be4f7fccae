using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>Why an attempt did not succeed, in words without secrets.</summary>
internal sealed class AttemptFailures(LlamaCloudClientOptions options, ServiceRequest request, Uri address)
{
    private static readonly Regex s_manyIds = new(
        "(?<few>job_ids=[^&]*(?:&job_ids=[^&]*){2})(?<rest>&job_ids=[^&]*)+", RegexOptions.CultureInvariant);
    private static readonly Regex s_lastId = new("job_ids=[^&]*(?!&job_ids=)(?=&|\\z)", RegexOptions.CultureInvariant);

    private const int LongestExcerpt = 2 * 1024;
    private const int LongestPlainText = 200;

    /// <summary>Leaves out what is secret of the connection and of this request.</summary>
    public Redaction Redaction => field ??= options.Redaction.With((request.Body?.Secrets ?? []).Concat(Http.Redaction.SecretsOf(address)));

    /// <summary>Whether the answer led on to other addresses for ever.</summary>
    public bool IsRedirectLoop { get; set; }

    /// <summary>The status that was answered; null until one is.</summary>
    public int? StatusCode { get; private set; }

    /// <summary>The service's own name for the request; null when it gave none.</summary>
    public string? CorrelationId { get; private set; }

    /// <summary>An answer has begun.</summary>
    public void Meet(HttpResponseMessage response)
    {
        StatusCode = (int)response.StatusCode;
        CorrelationId = ReadCorrelationId(response.Headers);
    }

    /// <summary>No whole answer came.</summary>
    public LlamaCloudException OfConnection(Exception cause)
    {
        string why = Redaction.Foreign(ConnectionFailure.Describe(cause)) ?? cause.GetType().Name;
        Uri? proxy = ConnectionFailure.IsAbout(cause, options.Proxy?.Address) ? options.Proxy!.Address : null;
        return Fail(
            ConnectionFailure.KindOf(cause),
            proxy is null ? $"got no whole answer: {why}" : $"could not reach the proxy {proxy.GetLeftPart(UriPartial.Authority)}: {why}",
            cause,
            proxy: proxy);
    }

    /// <summary>The time ran out.</summary>
    /// <param name="isFile">Whether it counted while nothing went by.</param>
    /// <param name="phase">What was going on, as the end of a sentence.</param>
    /// <param name="cause">What ended it.</param>
    public LlamaCloudException OfTimeout(bool isFile, string phase, Exception cause) => Fail(
        LlamaCloudErrorKind.Timeout,
        FormattableString.Invariant(
            $"{(isFile ? "stood still for" : "was not answered within")} {options.Timeout.TotalSeconds:0.###} s: the time ran out {phase}"),
        cause);

    /// <summary>Something in the answer made the framework fail.</summary>
    public LlamaCloudException OfAnswer(Exception cause) =>
        Fail(LlamaCloudErrorKind.InvalidResponse, $"got an answer that cannot be read: {Redaction.Foreign(cause.Message)}", cause);

    /// <summary>The status says success, and the body is something else than it should be.</summary>
    public LlamaCloudException OfBody(HttpResponseMessage response, byte[] beginning, Exception problem)
    {
        string contentType = Redaction.Foreign(response.Content.Headers.ContentType?.ToString()) ?? "no content type";
        return Fail(
            LlamaCloudErrorKind.InvalidResponse,
            $"was answered with {StatusCode}, but the body ({contentType}) is not what the service "
                + $"sends: {Redaction.Foreign(problem.Message)}",
            problem,
            body: request.Elsewhere is null ? Excerpt(beginning) : null);
    }

    /// <summary>The status says no success.</summary>
    public async Task<LlamaCloudException> OfStatusAsync(HttpResponseMessage response, Stream body, CancellationToken cancellationToken)
    {
        // A store repeats in its errors what an address was signed with.
        bool isElsewhere = request.Elsewhere is not null;
        byte[] bytes = isElsewhere ? [] : await ServiceErrorBody.ReadBytesAsync(body, cancellationToken).ConfigureAwait(false);
        ServiceErrorBody error = ServiceErrorBody.Parse(bytes, Redaction);
        CorrelationId ??= error.CorrelationId;
        string what = $"was answered with {StatusCode} ({Redaction.Foreign(response.ReasonPhrase) ?? response.StatusCode.ToString()})";
        string where = IsRedirectLoop ? ", and after several redirects it still leads on: it is a redirect loop"
            : !isElsewhere && response.Headers.Location is Uri location && StatusCode is >= 300 and < 400
            ? $", to go to {Redaction.Foreign(location.OriginalString)}, where the key is not sent"
            : string.Empty;
        return Fail(
            LlamaCloudErrorKind.Status,
            what + where + ((error.Detail ?? PlainText(bytes)) is string said ? ": " + said : string.Empty),
            null,
            RetryHint.Read(response.Headers, response.Headers.Date ?? options.Clock.GetUtcNow()),
            error.Detail,
            error.ValidationErrors,
            error.Detail is null ? Excerpt(bytes) : null);
    }

    private LlamaCloudException Fail(
        LlamaCloudErrorKind kind,
        string what,
        Exception? cause,
        RetryHint hint = default,
        string? detail = null,
        IReadOnlyList<ValidationError>? validationErrors = null,
        string? body = null,
        Uri? proxy = null)
    {
        Uri shown = request.Shown(address, Redaction);
        // Not the exception itself: it quotes what was sent, a proxy's address with its password, or holds the whole answer.
        IOException? harmless = cause is null ? null : new($"{cause.GetType().FullName}: {Redaction.Foreign(cause.Message)}");
        return new LlamaCloudException(kind, request.Method.Method, shown, $"{request.Method.Method} {ShortAddress()} {what}", harmless)
        {
            StatusCode = StatusCode,
            Detail = detail,
            ValidationErrors = validationErrors ?? [],
            CorrelationId = CorrelationId,
            RetryAfter = hint.After,
            Body = body,
            Proxy = proxy,
            Hint = hint,
            WasSent = cause is null || ConnectionFailure.WasSent(cause),
        };
    }

    // A hundred ids fill a screen, and a few tell which request it was.
    private string ShortAddress()
    {
        int more = s_manyIds.Match(address.Query).Groups["rest"].Captures.Count;
        string shown = request.Shown(more == 0 ? address : new Uri(s_manyIds.Replace(address.AbsoluteUri, "${few}")), Redaction).ToString();
        return more == 0 ? shown : s_lastId.Replace(shown, FormattableString.Invariant($"$&, and {more} more"), 1);
    }

    // A gateway's plain words are worth repeating; its HTML page is not.
    private string? PlainText(byte[] bytes)
    {
        string? text = Redaction.Foreign(Redaction.Body(bytes));
        return text is null || text[0] == '<' ? null : Http.Redaction.Beginning(text, LongestPlainText);
    }

    private string? Excerpt(byte[] bytes)
    {
        string text = Redaction.Body(bytes);
        return text.Length == 0 ? null : text.Substring(0, Math.Min(text.Length, LongestExcerpt));
    }

    private string? ReadCorrelationId(HttpResponseHeaders headers)
    {
        foreach (string name in (string[])["x-correlation-id", "x-request-id"])
        {
            if (headers.TryGetValues(name, out IEnumerable<string>? values) && Redaction.Foreign(values.FirstOrDefault()) is string id)
            {
                return id;
            }
        }

        return null;
    }
}
