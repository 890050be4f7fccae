using System;
using System.Collections.Generic;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>A request that did not succeed: what was asked, of whom, and what came back. Never holds a secret.</summary>
public sealed class LlamaCloudException : Exception
{
    internal LlamaCloudException(LlamaCloudErrorKind kind, string method, Uri address, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        Method = method;
        Address = address;
    }

    /// <summary>The same failure in words for another reader.</summary>
    /// <param name="message">The words.</param>
    /// <param name="failure">The failure they are about.</param>
    public LlamaCloudException(string message, LlamaCloudException failure)
        : this(
            (failure ?? throw new ArgumentNullException(nameof(failure))).Kind,
            failure.Method,
            failure.Address,
            message,
            failure.InnerException)
    {
        StatusCode = failure.StatusCode;
        Detail = failure.Detail;
        ValidationErrors = failure.ValidationErrors;
        CorrelationId = failure.CorrelationId;
        RetryAfter = failure.RetryAfter;
        Body = failure.Body;
        Hint = failure.Hint;
        WasSent = failure.WasSent;
        MayBeDoneBefore = failure.MayBeDoneBefore;
        Proxy = failure.Proxy;
    }

    /// <summary>What became of the request.</summary>
    public LlamaCloudErrorKind Kind { get; }

    /// <summary>The request's method, such as <c>GET</c>.</summary>
    public string Method { get; }

    /// <summary>The address that was asked, without secrets in its query.</summary>
    public Uri Address { get; }

    /// <summary>The status that was answered; null when no answer began.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What the service said about it (<c>detail</c> of its error body), on one line; null when it said nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>What is wrong with the request, field by field; empty unless the service says so.</summary>
    public IReadOnlyList<ValidationError> ValidationErrors { get; init; } = [];

    /// <summary>The service's own name for the request, which its support asks for; null when it gave none.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How long the service asks to wait (RFC 9110, section 10.2.3); null when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The beginning of an answer that is not in the service's form, at most 2 KB; null otherwise.</summary>
    public string? Body { get; init; }

    /// <summary>
    /// Whether the service may have done what was asked all the same: an attempt reached it, and no answer says that nothing
    /// was done. False when it refused the request (3xx and 4xx but 408; RFC 9110, section 15) or was never reached.
    /// </summary>
    public bool MayBeDone =>
        MayBeDoneBefore || (!RetryPolicy.CannotHaveBeenProcessed(this) && StatusCode is not (>= 300 and < 500 and not 408));

    /// <summary>The proxy that could not be reached; null where something else went wrong.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>What the answer said about trying again.</summary>
    internal RetryHint Hint { get; init; }

    /// <summary>Whether the service can have seen the request.</summary>
    internal bool WasSent { get; init; } = true;

    /// <summary>Whether an earlier attempt at the same request may have done the work.</summary>
    internal bool MayBeDoneBefore { get; set; }
}
