using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>The one way a request is sent: key, deadline, typed answer, typed failure.</summary>
internal sealed class Transport
{
    private readonly LlamaCloudClientOptions _options;
    private readonly AuthenticationHeaderValue _authorization;

    public Transport(LlamaCloudClientOptions options)
    {
        _options = options;
        _authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
    }

    /// <summary>Sends a request and reads the JSON of its answer.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="typeInfo">What the answer is.</param>
    /// <param name="isWhole">Whether an answer that could be read is what the service sends (has an id, say).</param>
    /// <param name="cancellationToken">Ends the request, and with it the connection it is on.</param>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<T> SendAsync<T>(
        ServiceRequest request, JsonTypeInfo<T> typeInfo, Func<T, bool> isWhole, CancellationToken cancellationToken)
        where T : class
    {
        Uri address = request.AddressOn(_options.BaseAddress);
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.Timeout);
        try
        {
            using HttpRequestMessage message = new(request.Method, address);
            message.Headers.Authorization = _authorization;
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            message.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);

            using HttpResponseMessage response = await SharedHttp.Client
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
            // On .NET Framework a read does not notice its token; closing the response ends it.
            using CancellationTokenRegistration close = deadline.Token.Register(response.Dispose);
            using Stream body = await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? await ReadAnswerAsync(request, response, body, address, typeInfo, isWhole, deadline.Token).ConfigureAwait(false)
                : throw await ReadFailureAsync(request, response, body, address, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception failure) when (failure is not LlamaCloudException && deadline.IsCancellationRequested)
        {
            throw Failure(
                LlamaCloudErrorKind.Timeout, request, address, $"was not answered within {_options.Timeout.TotalSeconds:0.###} s", failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw Failure(ConnectionFailure.KindOf(failure), request, address, $"got no answer: {ConnectionFailure.Describe(failure)}", failure);
        }
    }

    private static async Task<T> ReadAnswerAsync<T>(
        ServiceRequest request,
        HttpResponseMessage response,
        Stream body,
        Uri address,
        JsonTypeInfo<T> typeInfo,
        Func<T, bool> isWhole,
        CancellationToken cancellationToken)
        where T : class
    {
        JsonException? problem = null;
        try
        {
            T? answer = await JsonSerializer.DeserializeAsync(body, typeInfo, cancellationToken).ConfigureAwait(false);
            if (answer is not null && isWhole(answer))
            {
                return answer;
            }
        }
        // A body that the deadline cut off is not JSON either, but that is not what is wrong with it.
        catch (JsonException notJson) when (!cancellationToken.IsCancellationRequested)
        {
            problem = notJson;
        }

        string contentType = response.Content.Headers.ContentType?.ToString() ?? "no content type";
        string what = problem is null ? "its fields are missing" : $"it cannot be read{(problem.Path is { Length: > 1 } path ? " at " + path : string.Empty)}";
        throw Failure(
            LlamaCloudErrorKind.InvalidResponse,
            request,
            address,
            $"was answered with {(int)response.StatusCode}, but the body ({contentType}) is not what the service sends: {what}",
            problem,
            (int)response.StatusCode);
    }

    private async Task<LlamaCloudException> ReadFailureAsync(
        ServiceRequest request, HttpResponseMessage response, Stream body, Uri address, CancellationToken cancellationToken)
    {
        string? detail = await ServiceErrorBody.ReadDetailAsync(body, cancellationToken).ConfigureAwait(false);
        // A gateway may echo what it was sent.
        detail = detail?.Replace(_options.ApiKey, "[key]");
        string what = $"was answered with {(int)response.StatusCode} ({response.ReasonPhrase ?? response.StatusCode.ToString()})";
        return Failure(
            LlamaCloudErrorKind.Status, request, address, detail is null ? what : $"{what}: {detail}", null, (int)response.StatusCode, detail);
    }

    private static LlamaCloudException Failure(
        LlamaCloudErrorKind kind, ServiceRequest request, Uri address, string what, Exception? cause, int? status = null, string? detail = null) =>
        new(kind, request.Method.Method, address, $"{request.Method.Method} {address} {what}", cause) { StatusCode = status, Detail = detail };
}
