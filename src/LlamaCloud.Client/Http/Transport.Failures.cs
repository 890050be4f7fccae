using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <content>What is said of requests, and of those that did not succeed.</content>
internal sealed partial class Transport
{
    private void Tell(
        ServiceRequest request, Uri address, Attempt attempt, int number, long start, LlamaCloudException? failure, TimeSpan? delay) =>
        _options.Observer?.Attempted(new RequestAttempt(
            request.Method.Method,
            request.Elsewhere is null
                ? _options.Redaction.Address(address).PathAndQuery
                : request.Shown(address, _options.Redaction).AbsoluteUri,
            number,
            attempt.StatusCode,
            _options.Clock.GetElapsedTime(start),
            attempt.CorrelationId,
            failure?.Kind,
            delay));

    /// <summary>A failure of a request that was answered well, as far as its own answer goes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What is wrong, as the end of a sentence that begins with the request.</param>
    public LlamaCloudException Refuse(ServiceRequest request, string what)
    {
        Uri shown = Show(request);
        return new LlamaCloudException(
            LlamaCloudErrorKind.InvalidResponse,
            request.Method.Method,
            shown,
            $"{request.Method.Method} {shown} {what}") { StatusCode = 200 };
    }

    private static LlamaCloudException AskedTooLong(LlamaCloudException failure, TimeSpan wait) => new(
        $"{failure.Message}. "
            + FormattableString.Invariant($"The service asks to wait {wait.TotalSeconds:0} s, ")
            + FormattableString.Invariant($"and at most {RetryPolicy.LongestWait.TotalSeconds:0} s are waited"),
        failure);

    private LlamaCloudException WaitedTooLong(ServiceRequest request, Uri address, TimeSpan missing, LlamaCloudException? refusal)
    {
        Uri shown = request.Shown(address, _options.Redaction);
        string wait = FormattableString.Invariant($"{missing.TotalSeconds:0} s");
        string patience = request.Patience.TotalMinutes >= 1
            ? FormattableString.Invariant($"{request.Patience.TotalMinutes:0} minutes")
            : FormattableString.Invariant($"{request.Patience.TotalSeconds:0} s");
        string message = $"{request.Method.Method} {shown} would have to wait {wait} more because requests are limited, "
            + $"and may wait {patience} in all";
        return refusal is null
            ? new LlamaCloudException(LlamaCloudErrorKind.RateLimited, request.Method.Method, shown, message) { WasSent = false }
            : new LlamaCloudException(message + (refusal.Detail is null ? string.Empty : ": " + refusal.Detail), refusal);
    }
}
