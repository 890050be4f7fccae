using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>
/// The one way a request is sent: through the gate of its key, in attempts with a deadline each, tried again where that
/// can help and cannot do the work twice.
/// </summary>
internal sealed partial class Transport
{
    private readonly LlamaCloudClientOptions _options;
    private readonly RateGate _gate;
    private readonly HttpClient _http;
    private readonly Lazy<HttpClient> _files;

    public Transport(LlamaCloudClientOptions options)
    {
        _options = options;
        _gate = RateGates.For(options);
        _http = options.Http ?? SharedHttp.For(options);
        _files = new Lazy<HttpClient>(() => options.Http ?? SharedHttp.For(options, isForFiles: true));
    }

    /// <summary>How much room the gate of this key has.</summary>
    public Func<RateLimitState> RateLimitReader
    {
        get
        {
            RateGate gate = _gate;
            return () => gate.State;
        }
    }

    /// <summary>How often a request is sent again after a failure that may pass.</summary>
    public int MaximumRetryCount => _options.MaximumRetryCount;

    /// <summary>Waits by the clock of its requests.</summary>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) => _options.Clock.DelayAsync(delay, cancellationToken);

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="answer">What comes back.</param>
    /// <param name="cancellationToken">Ends the request, and with it the connection it is on.</param>
    /// <returns>
    /// The answer; null when its body does not matter, and when a repeated attempt found the work done by an earlier one.
    /// </returns>
    /// <exception cref="ArgumentException">Its address is too long.</exception>
    /// <exception cref="LlamaCloudException">The request did not succeed.</exception>
    /// <exception cref="LocalFileException">A file that it sends or receives cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<T?> SendAsync<T>(ServiceRequest request, Answer<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        Uri address = request.AddressOn(_options.BaseAddress);
        // Another host has limits of its own, and no part in those of the service.
        RateGate gate = request.Elsewhere is null ? _gate : new RateGate(_options.Clock);
        int? ownLimit = request.Elsewhere is null ? _options.RequestsPerMinute : null;
        TimeSpan gateTime = request.Patience;
        LlamaCloudException? refusal = null;
        int retries = 0;
        bool mayBeDone = false;
        for (int number = 1; ; number++)
        {
            RateTurn turn = await gate
                .EnterAsync(
                    ownLimit, request.Limit, gateTime, _options.Observer is null ? null : _options.Observer.Pausing, cancellationToken)
                .ConfigureAwait(false);
            gateTime = turn.Left;
            if (turn.Missing > TimeSpan.Zero)
            {
                throw Ended(WaitedTooLong(request, address, turn.Missing, refusal));
            }

            Attempt attempt = new(_options, answer.IsFile ? _files.Value : _http, request, address);
            long start = _options.Clock.GetTimestamp();
            LlamaCloudException failure;
            try
            {
                T? result = await attempt.RunAsync(answer, cancellationToken).ConfigureAwait(false);
                gate.Pass(turn.Pause);
                Tell(request, address, attempt, number, start, null, null);
                return result;
            }
            catch (LlamaCloudException failed)
            {
                failure = failed;
            }

            // What comes next is decided before anybody is told.
            TimeSpan? delay;
            if (failure.StatusCode == 429)
            {
                gate.Refuse(turn, failure.Hint.After, request.Limit);
                bool isFinal = failure.Hint.ShouldRetry == false || !request.CanSendAgain;
                delay = isFinal || gate.WaitOf(ownLimit, request.Limit) > gateTime ? null : failure.Hint.After ?? TimeSpan.Zero;
                Tell(request, address, attempt, number, start, failure, delay);
                if (isFinal)
                {
                    throw Ended(failure);
                }

                refusal = failure;
                continue;
            }

            if (failure.StatusCode is not null)
            {
                gate.Pass(turn.Pause);
            }

            TimeSpan? asked = NextDelay(request, failure, retries);
            delay = asked > RetryPolicy.LongestWait ? null : asked;
            Tell(request, address, attempt, number, start, failure, delay);
            // What a repeated DELETE does not find, an earlier attempt has deleted.
            if (mayBeDone && request.Method == HttpMethod.Delete && failure.StatusCode == 404)
            {
                return null;
            }

            if (delay is not TimeSpan wait)
            {
                throw Ended(asked is TimeSpan tooLong ? AskedTooLong(failure, tooLong) : failure);
            }

            await _options.Clock.DelayAsync(wait, cancellationToken).ConfigureAwait(false);
            retries++;
            mayBeDone |= !RetryPolicy.CannotHaveBeenProcessed(failure);
        }

        LlamaCloudException Ended(LlamaCloudException failure)
        {
            failure.MayBeDoneBefore = mayBeDone;
            return failure;
        }
    }

    /// <summary>Sends a request whose success always has an answer: one that reads or makes something.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public async Task<T> ReadAsync<T>(ServiceRequest request, Answer<T> answer, CancellationToken cancellationToken)
        where T : class => (await SendAsync(request, answer, cancellationToken).ConfigureAwait(false))!;

    private TimeSpan? NextDelay(ServiceRequest request, LlamaCloudException failure, int retries) =>
        retries < _options.MaximumRetryCount && request.CanSendAgain && RetryPolicy.CanRepeat(failure, request.IsRepeatable)
            ? RetryPolicy.DelayAfter(failure, retries)
            : null;

    /// <summary>The address of a request, without secrets.</summary>
    public Uri Show(ServiceRequest request) => request.Shown(request.AddressOn(_options.BaseAddress), _options.Redaction);
}
