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
    private const long LongestAnswer = 64 * 1024 * 1024;

    // Somewhat above the largest file that the service takes: what is longer has no end.
    private const long LongestFile = FileUpload.LargestFile + (16 * 1024 * 1024);

    private readonly AttemptFailures _failures = new(options, request, address);
    private string _phase = "while it waited for the answer to begin";
    private string? _exchange;

    /// <summary>The status that was answered; null until one is.</summary>
    public int? StatusCode => _failures.StatusCode;

    /// <summary>The service's own name for the request; null when it gave none.</summary>
    public string? CorrelationId => _failures.CorrelationId;

    /// <summary>Makes it.</summary>
    /// <exception cref="LlamaCloudException">It did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<T?> RunAsync<T>(Answer<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await TryAsync(answer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Here, where nothing takes what an observer throws for something in the answer.
            if (_exchange is not null)
            {
                options.Observer!.Exchanged(_exchange);
            }
        }
    }

    private async Task<T?> TryAsync<T>(Answer<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        using Deadline deadline = new(options.Clock, options.Timeout);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using HttpResponseMessage response = await SendAsync(answer, deadline, either.Token).ConfigureAwait(false);
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
            throw _failures.OfTimeout(answer.IsFile || request.Body?.HoldsFiles == true, _phase, failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw _failures.OfConnection(failure);
        }
        // Whatever else an answer can make the framework throw is about this request: it must not end what other items need.
        catch (Exception unforeseen) when (unforeseen is not LlamaCloudException)
        {
            throw _failures.OfAnswer(unforeseen);
        }
    }

    private async Task<HttpResponseMessage> SendAsync<T>(Answer<T> answer, Deadline deadline, CancellationToken cancellationToken)
        where T : class
    {
        Uri target = address;
        for (int redirects = 0; ; redirects++)
        {
            using HttpRequestMessage message = request.ToMessage(target, _ => deadline.Restart());
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(answer.MediaType));
            if (answer.IsFile)
            {
                // A compressed body that was cut may unpack without an error, and would pass for the whole file.
                message.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            }

            message.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
            if (request.Elsewhere is null)
            {
                AddSecrets(message.Headers);
            }

            Compatibility.PreferHttp2(message);
            Compatibility.StreamUnknownLength(message);
            Compatibility.LimitConnectionLifetime(target);
            HttpResponseMessage response = await http.SendAsync(
                message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            Uri? next = NextTarget(response, target);
            if (next is null || redirects == MostRedirects)
            {
                _failures.IsRedirectLoop = next is not null;
                return response;
            }

            response.Dispose();
            target = next;
        }
    }

    private static bool IsPacked(HttpResponseMessage response) =>
        response.Content.Headers.ContentEncoding.Any(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase));

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
        if (request.Method != HttpMethod.Get
            || (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)
            || response.Headers.Location is not Uri location)
        {
            return null;
        }

        return Uri.TryCreate(from, location, out Uri? to)
            && Uri.Compare(from, to, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
            && to.UserInfo.Length == 0
            ? to
            : null;
    }

    private async Task<T?> ReadAsync<T>(
        HttpResponseMessage response, Answer<T> answer, Deadline deadline, CancellationToken cancellationToken)
        where T : class
    {
        _failures.Meet(response);
        _phase = "while it read the answer";
        bool isRecorded = options.Observer?.WantsExchanges == true;
        using Stream network = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        // The words of an error are no contents of a file, whatever was asked for.
        bool isFile = answer.IsFile && response.IsSuccessStatusCode;
        using Stream watched = isFile ? new WatchedStream(network, _ => deadline.Restart()) : network;
        using LimitedStream body = new(
            watched, isFile ? LongestFile : LongestAnswer, isRecorded && !isFile ? Exchange.LongestRecorded : Redaction.LeastKept);
        try
        {
            // Nobody asked for a part, nor for a packed one; what is accepted for later, or is nothing, is no file.
            return isFile && StatusCode is not (200 or 201)
                ? throw new InvalidDataException(StatusCode == 206 ? "it is a part of the file, which was not asked for" : "it is no file")
                : isFile && IsPacked(response) ? throw new InvalidDataException("it is compressed, and was asked for as it is")
                : response.IsSuccessStatusCode
                ? await answer.ReadAsync(body, response.Content.Headers, cancellationToken).ConfigureAwait(false)
                : throw await _failures.OfStatusAsync(response, body, cancellationToken).ConfigureAwait(false);
        }
        // What a decompressor throws at data that is not compressed as it says depends on the compression.
        catch (Exception problem) when (problem is InvalidDataException or InvalidOperationException
            && !cancellationToken.IsCancellationRequested)
        {
            throw _failures.OfBody(response, body.Beginning, problem);
        }
        finally
        {
            if (isRecorded)
            {
                _exchange = Exchange.Describe(request, address, response, body.Beginning, isFile, _failures.Redaction);
            }
        }
    }
}
