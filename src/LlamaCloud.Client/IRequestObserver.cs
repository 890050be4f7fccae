using System;

namespace LlamaCloud;

/// <summary>
/// Is told what becomes of requests while they are under way. Called on whatever thread a request is on, by several at
/// once: an implementation hands on what it hears and returns.
/// </summary>
public interface IRequestObserver
{
    /// <summary>Whether <see cref="Exchanged"/> is wanted; it costs holding each body in memory.</summary>
    bool WantsExchanges { get; }

    /// <summary>One attempt has ended.</summary>
    /// <param name="attempt">How.</param>
    void Attempted(RequestAttempt attempt);

    /// <summary>A request begins to wait because the service limits requests. Every waiting request says so.</summary>
    /// <param name="pause">The pause, the same for all that wait for it.</param>
    void Pausing(RatePause pause);

    /// <summary>A request and its answer, headers and beginning of the bodies, with every secret left out.</summary>
    /// <param name="text">Several lines.</param>
    void Exchanged(string text);
}

/// <summary>One attempt at a request.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query, without secrets.</param>
/// <param name="Number">1 for the first.</param>
/// <param name="StatusCode">The status that was answered; null when none was.</param>
/// <param name="Elapsed">From sending to the last byte, or to the failure.</param>
/// <param name="CorrelationId">The service's own name for the request; null when it gave none.</param>
/// <param name="Failure">What went wrong; null when nothing did.</param>
/// <param name="RetryAfter">How long until it is tried again; null when it is not.</param>
public sealed record RequestAttempt(
    string Method,
    string Target,
    int Number,
    int? StatusCode,
    TimeSpan Elapsed,
    string? CorrelationId,
    LlamaCloudErrorKind? Failure,
    TimeSpan? RetryAfter);

/// <summary>A pause of all requests to the service with one key.</summary>
/// <param name="Number">Tells pauses apart: the same for all requests that wait for one.</param>
/// <param name="Wait">How long this request waits for its end.</param>
public sealed record RatePause(long Number, TimeSpan Wait);
