using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>
/// What requests have to say while they are under way, on whatever thread they are, until the pipeline thread writes it:
/// no other may.
/// </summary>
internal sealed class NoticeQueue(bool wantsExchanges) : IRequestObserver
{
    private readonly ConcurrentQueue<Action<RequestCmdlet>> _notices = new();
    private readonly HashSet<long> _pausesTold = [];

    /// <summary>Whether there is something to write, or the work that is waited for has ended.</summary>
    public AutoResetEvent Signal { get; } = new(false);

    /// <inheritdoc/>
    public bool WantsExchanges => wantsExchanges;

    /// <inheritdoc/>
    public void Attempted(RequestAttempt attempt) => Add(cmdlet => cmdlet.WriteVerbose(Describe(attempt)));

    /// <inheritdoc/>
    public void Exchanged(string text) => Add(cmdlet => cmdlet.WriteDebug(text));

    /// <inheritdoc/>
    public void Pausing(RatePause pause)
    {
        // Every request that waits for a pause says so; the user is told once.
        lock (_pausesTold)
        {
            if (!_pausesTold.Add(pause.Number))
            {
                return;
            }
        }

        Add(cmdlet => cmdlet.WriteWarning($"waiting {Math.Ceiling(pause.Wait.TotalSeconds):0} s: the service limits requests"));
    }

    /// <summary>Writes what there is. Only on the pipeline thread.</summary>
    public void WriteTo(RequestCmdlet cmdlet)
    {
        while (_notices.TryDequeue(out Action<RequestCmdlet>? write))
        {
            write(cmdlet);
        }
    }

    private void Add(Action<RequestCmdlet> write)
    {
        _notices.Enqueue(write);
        Signal.Set();
    }

    private static string Describe(RequestAttempt attempt)
    {
        string outcome = attempt.StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no answer";
        string failure = attempt.Failure is null or LlamaCloudErrorKind.Status ? string.Empty : $" ({attempt.Failure})";
        string number = attempt.Number == 1 ? string.Empty : $", attempt {attempt.Number}";
        string correlation = attempt.CorrelationId is null ? string.Empty : $", correlation id {attempt.CorrelationId}";
        string retry = attempt.RetryAfter is TimeSpan wait
            ? string.Format(System.Globalization.CultureInfo.InvariantCulture, ", trying again in {0:0.#} s", wait.TotalSeconds)
            : string.Empty;
        return $"{attempt.Method} {attempt.Target}: {outcome}{failure} in {attempt.Elapsed.TotalMilliseconds:0} "
            + $"ms{number}{correlation}{retry}";
    }
}
