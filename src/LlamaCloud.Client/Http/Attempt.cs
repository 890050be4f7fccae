using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>One attempt at a request: from the connection to the last byte of the answer, within one deadline.</summary>
internal sealed class Attempt(LlamaCloudClientOptions options, HttpClient http, ServiceRequest request, Uri address)
{
    private const int MostRedirects = 5;
    private const int LongestExcerpt = 2 * 1024;
    private const long LongestAnswer = 64 * 1024 * 1024;

    private string _phase = "while it waited for the answer to begin";

    /// <summary>The status that was answered; null until one is.</summary>
    public int? StatusCode { get; private set; }

    /// <summary>The service's own name for the request; null when it gave none.</summary>
    public string? CorrelationId { get; private set; }

    /// <summary>Makes it.</summary>
    /// <exception cref="LlamaCloudException">It did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<T?> RunAsync<T>(Answer<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        using Deadline deadline = new(options.Clock, options.Timeout);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using HttpResponseMessage response = await SendAsync(answer.MediaType, deadline, either.Token).ConfigureAwait(false);
            using CancellationTokenRegistration close = Compatibility.CloseOnCancellation(response, either.Token);
            return await ReadAsync(response, answer, deadline, either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception failure) when (LocalFileException.In(failure) is not null)
        {
            throw LocalFileException.In(failure)!;
        }
        catch (Exception failure) when (failure is not LlamaCloudException && deadline.Token.IsCancellationRequested)
        {
            string limit = answer.IsFile || request.Body?.HoldsFiles == true ? "stood still for" : "was not answered within";
            throw Fail(LlamaCloudErrorKind.Timeout, FormattableString.Invariant($"{limit} {options.Timeout.TotalSeconds:0.###} s: the time ran out {_phase}"), failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw Fail(ConnectionFailure.KindOf(failure), $"got no whole answer: {options.Redaction.Foreign(ConnectionFailure.Describe(failure))}", failure);
        }
        // Whatever else an answer can make the framework throw is about this request: it must not end what other items need.
        catch (Exception unforeseen) when (unforeseen is not LlamaCloudException)
        {
            throw Fail(LlamaCloudErrorKind.InvalidResponse, $"got an answer that cannot be read: {options.Redaction.Foreign(unforeseen.Message)}", unforeseen);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string mediaType, Deadline deadline, CancellationToken cancellationToken)
    {
        Uri target = address;
        for (int redirects = 0; ; redirects++)
        {
            using HttpRequestMessage message = request.ToMessage(target, _ => deadline.Restart());
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
            message.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
            if (request.Elsewhere is null)
            {
                AddSecrets(message.Headers);
            }

            Compatibility.PreferHttp2(message);
            Compatibility.StreamUnknownLength(message);
            Compatibility.LimitConnectionLifetime(target);
            HttpResponseMessage response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (redirects == MostRedirects || NextTarget(response, target) is not Uri next)
            {
                return response;
            }

            response.Dispose();
            target = next;
        }
    }

    private void AddSecrets(HttpRequestHeaders headers)
    {
        headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        foreach (KeyValuePair<string, string> header in options.Headers)
        {
            // In place of ours, where it is one of those.
            headers.Remove(header.Key);
            headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    // Where the key may go too: the same scheme, host and port. Anything else stays the answer, and becomes an error.
    private Uri? NextTarget(HttpResponseMessage response, Uri from)
    {
        if (request.Method != HttpMethod.Get || (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not Uri location)
        {
            return null;
        }

        return Uri.TryCreate(from, location, out Uri? to)
            && Uri.Compare(from, to, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
            && to.UserInfo.Length == 0
            ? to
            : null;
    }

    private async Task<T?> ReadAsync<T>(HttpResponseMessage response, Answer<T> answer, Deadline deadline, CancellationToken cancellationToken)
        where T : class
    {
        StatusCode = (int)response.StatusCode;
        CorrelationId = ReadCorrelationId(response.Headers);
        _phase = "while it read the answer";
        bool isRecorded = options.Observer?.WantsExchanges == true;
        using Stream network = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        // The words of an error are no contents of a file, whatever was asked for.
        bool isFile = answer.IsFile && response.IsSuccessStatusCode;
        using Stream watched = isFile ? new WatchedStream(network, _ => deadline.Restart()) : network;
        using LimitedStream body = new(watched, isFile ? long.MaxValue : LongestAnswer, isRecorded && !isFile ? Exchange.LongestRecorded : LongestExcerpt);
        try
        {
            return response.IsSuccessStatusCode
                ? await answer.ReadAsync(body, response.Content.Headers, cancellationToken).ConfigureAwait(false)
                : throw await ReadFailureAsync(response, body, cancellationToken).ConfigureAwait(false);
        }
        // What a decompressor throws at data that is not compressed as it says depends on the compression.
        catch (Exception problem) when (problem is InvalidDataException or InvalidOperationException && !cancellationToken.IsCancellationRequested)
        {
            string contentType = options.Redaction.Foreign(response.Content.Headers.ContentType?.ToString()) ?? "no content type";
            throw Fail(
                LlamaCloudErrorKind.InvalidResponse,
                $"was answered with {StatusCode}, but the body ({contentType}) is not what the service sends: {options.Redaction.Foreign(problem.Message)}",
                problem,
                body: request.Elsewhere is null ? Excerpt(body.Beginning) : null);
        }
        finally
        {
            if (isRecorded)
            {
                options.Observer!.Exchanged(Exchange.Describe(request, address, response, body.Beginning, options));
            }
        }
    }

    private async Task<LlamaCloudException> ReadFailureAsync(HttpResponseMessage response, Stream body, CancellationToken cancellationToken)
    {
        // A store repeats in its errors what an address was signed with.
        bool isElsewhere = request.Elsewhere is not null;
        byte[] bytes = isElsewhere ? [] : await ServiceErrorBody.ReadBytesAsync(body, cancellationToken).ConfigureAwait(false);
        ServiceErrorBody error = ServiceErrorBody.Parse(bytes, options.Redaction);
        CorrelationId ??= error.CorrelationId;
        string what = $"was answered with {StatusCode} ({options.Redaction.Foreign(response.ReasonPhrase) ?? response.StatusCode.ToString()})";
        string where = !isElsewhere && response.Headers.Location is Uri location && StatusCode is >= 300 and < 400
            ? $", to go to {options.Redaction.Foreign(location.OriginalString)}, where the key is not sent"
            : string.Empty;
        return Fail(
            LlamaCloudErrorKind.Status,
            what + where + ((error.Detail ?? PlainText(bytes)) is string said ? ": " + said : string.Empty),
            null,
            RetryHint.Read(response.Headers, options.Clock.GetUtcNow()),
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
        string? body = null)
    {
        Uri shown = request.Shown(address, options.Redaction);
        // Not the exception itself: it quotes what was sent, a proxy's address with its password, or holds the whole answer.
        IOException? harmless = cause is null ? null : new($"{cause.GetType().FullName}: {options.Redaction.Foreign(cause.Message)}");
        return new LlamaCloudException(kind, request.Method.Method, shown, $"{request.Method.Method} {shown} {what}", harmless)
        {
            StatusCode = StatusCode,
            Detail = detail,
            ValidationErrors = validationErrors ?? [],
            CorrelationId = CorrelationId,
            RetryAfter = hint.After,
            Body = body,
            Hint = hint,
            WasSent = cause is null || ConnectionFailure.WasSent(cause),
        };
    }

    // A gateway's plain words are worth repeating; its HTML page is not.
    private string? PlainText(byte[] bytes)
    {
        const int Most = 200;
        string? text = options.Redaction.Foreign(options.Redaction.Body(bytes));
        return text is null || text[0] == '<' ? null : text.Length <= Most ? text : $"{text.Substring(0, Most)}...";
    }

    private string? Excerpt(byte[] bytes)
    {
        string text = options.Redaction.Body(bytes.Length <= LongestExcerpt ? bytes : bytes.AsSpan(0, LongestExcerpt).ToArray());
        return text.Length == 0 ? null : text;
    }

    private string? ReadCorrelationId(HttpResponseHeaders headers)
    {
        foreach (string name in (string[])["x-correlation-id", "x-request-id"])
        {
            if (headers.TryGetValues(name, out IEnumerable<string>? values) && options.Redaction.Foreign(values.FirstOrDefault()) is string id)
            {
                return id;
            }
        }

        return null;
    }
}
