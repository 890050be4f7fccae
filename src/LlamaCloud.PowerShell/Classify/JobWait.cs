using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Classify;

/// <summary>Looks at jobs again and again until they have ended, and writes each as it does. On the pipeline thread.</summary>
internal sealed class JobWait(RequestCmdlet command, LlamaCloudConnection connection, LlamaCloudClient client, int throttleLimit, TimeSpan longestPause)
{
    private const double Growth = 1.5;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);

    // So long a service may be away without anything being lost.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, PendingJob> _pending = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknownStatuses = new(StringComparer.OrdinalIgnoreCase);
    private readonly WaitProgress _progress = new(command);
    private readonly Random _random = new();
    private ClassifyJobLook? _look;
    private int _looks;
    private int _lookWithAll;
    private bool _isAnswered;
    private TimeSpan _lookBegun;
    private TimeSpan _pause = s_firstPause < longestPause ? s_firstPause : longestPause;
    private TimeSpan _nextLook;
    private TimeSpan? _end;
    private (TimeSpan Since, int Looks)? _silence;
    private LlamaCloudException? _lastFailure;
    private readonly long _begun = Clock.GetTimestamp();

    /// <summary>Whether nobody else knows the jobs, so that they are written, as they were last seen, before an error ends the command.</summary>
    public bool IsOwner { get; init; }

    /// <summary>The longest pause where none is asked for.</summary>
    public static TimeSpan DefaultLongestPause { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Tells when to look again and when to give up; tests set it.</summary>
    internal static TimeProvider Clock { get; set; } = TimeProvider.System;

    private TimeSpan Now => Clock.GetElapsedTime(_begun);

    /// <summary>Takes a job. One that has ended is written at once: it will not change.</summary>
    public void Add(PendingJob job)
    {
        _progress.Take();
        if (job.LastSeen is ClassifyJob seen && ClassifyJobStatuses.HasEnded(seen))
        {
            End(job, seen);
            return;
        }

        _pending[job.Id] = job;
        _lookWithAll = _looks + 1;
    }

    /// <summary>Writes what has ended, and looks again if it is time to. Does not wait.</summary>
    public void Advance()
    {
        Settle();
        Look(isDue: false);
    }

    /// <summary>Waits until every job has ended, or the time is over.</summary>
    /// <param name="timeout">How long from now on; zero looks once, null waits as long as it takes.</param>
    public void Complete(TimeSpan? timeout)
    {
        _end = Now + timeout;
        try
        {
            while (true)
            {
                Settle();
                if (_pending.Count == 0)
                {
                    return;
                }

                bool wasCheckedSince = _pending.Values.All(job => job.CheckedIn >= _lookWithAll);
                if (Now >= _end && (timeout > TimeSpan.Zero || wasCheckedSince))
                {
                    GiveUp(timeout!.Value);
                    return;
                }

                Look(isDue: !wasCheckedSince);
                _progress.Show(_pending.Values, Now);
                command.WaitForNotice();
            }
        }
        finally
        {
            _progress.Complete();
        }
    }

    private void Fail(ErrorRecord error)
    {
        // The error would be the last that this command can write.
        if (IsOwner && command.StopsAtErrors)
        {
            Release();
        }

        command.WriteError(error);
    }

    /// <summary>Writes every job that is still waited for as it was last seen: there will be no more waiting.</summary>
    public void Release()
    {
        foreach (PendingJob job in _pending.Values.Where(job => job.LastSeen is not null))
        {
            command.WriteObject(job.Join(job.LastSeen!));
        }

        _pending.Clear();
    }

    private void Look(bool isDue)
    {
        if (_look is null && _pending.Count > 0 && (isDue || Now >= _nextLook))
        {
            _looks++;
            _lookBegun = Now;
            _isAnswered = false;
            _look = new ClassifyJobLook(command, connection, client, throttleLimit, _pending.Values);
        }

        _look?.Start();
    }

    private void Settle()
    {
        command.WriteNotices();
        if (_look is null)
        {
            return;
        }

        ErrorRecord? end = null;
        foreach (ClassifyJobAnswer answer in _look.TakeAnswers())
        {
            Settle(answer, out ErrorRecord? endOfAll);
            end ??= endOfAll;
        }

        if (end is not null)
        {
            // Nothing more is sent; what had its answer has come out.
            if (IsOwner)
            {
                Release();
            }

            command.ThrowTerminatingError(end);
        }

        if (_look.IsOver)
        {
            _look = null;
            Schedule();
            GiveUpAfterSilence();
        }
    }

    private void Schedule()
    {
        // Less up to a quarter, so that many runbooks that began together do not ask together.
        _nextLook = Now + TimeSpan.FromTicks((long)(_pause.Ticks * (1 - (0.25 * _random.NextDouble()))));
        _pause = TimeSpan.FromTicks(Math.Min((long)(_pause.Ticks * Growth), longestPause.Ticks));

        // What is said at the end of the time is not older than it need be.
        TimeSpan? last = _end - s_firstPause;
        if (Now < last && _nextLook > last)
        {
            _nextLook = last.Value;
        }
    }

    private void GiveUpAfterSilence()
    {
        _silence = _isAnswered ? null : (_silence?.Since ?? _lookBegun, (_silence?.Looks ?? 0) + 1);
        if (_silence is not (TimeSpan since, >= 2) || Now - since < s_longestSilence)
        {
            return;
        }

        foreach (PendingJob job in _pending.Values)
        {
            Fail(ServiceErrors.Describe((job.LastFailure ?? _lastFailure)!, ErrorSubject.ClassifyJob, job.Id, connection, out _));
        }

        _pending.Clear();
        _silence = null;
    }

    private void Settle(ClassifyJobAnswer answer, out ErrorRecord? endOfAll)
    {
        endOfAll = null;
        PendingJob pending = answer.Pending;
        pending.CheckedIn = _looks;
        pending.LastFailure = answer.Failure;
        if (answer.Job is ClassifyJob job)
        {
            _isAnswered = true;
            pending.LastSeen = job;
            if (ClassifyJobStatuses.HasEnded(job))
            {
                _pending.Remove(pending.Id);
                End(pending, job);
            }
            else if (!ClassifyJobStatuses.IsKnown(job) && _unknownStatuses.Add(job.Status))
            {
                command.WriteWarning($"Classify job '{job.Id}' has the status {job.Status}, which this version does not know: it is waited for like one that is running.");
            }

            return;
        }

        _lastFailure = answer.Failure;
        ErrorRecord error = ServiceErrors.Describe(answer.Failure!, ErrorSubject.ClassifyJob, pending.Id, connection, out bool endsCommand);
        if (endsCommand)
        {
            endOfAll = error;
        }
        else if (answer.Failure is { StatusCode: >= 400 and < 500 and not (408 or 429) })
        {
            // About this job and for good, in contrast to what may pass.
            _isAnswered = true;
            _pending.Remove(pending.Id);
            _progress.End();
            Fail(error);
        }
    }

    private void End(PendingJob pending, ClassifyJob job)
    {
        _progress.End();
        PSObject joined = pending.Join(job);
        command.WriteObject(joined);
        if (job.Status == "CANCELLED")
        {
            command.WriteWarning($"Classify job '{job.Id}' was cancelled.");
        }
        else if (job.Status == "FAILED")
        {
            string why = string.IsNullOrWhiteSpace(job.ErrorMessage) ? "The service does not say why." : $"The service says: {job.ErrorMessage!.TrimEnd('.')}.";
            Fail(new ErrorRecord(
                new InvalidOperationException($"Classify job '{job.Id}' failed. {why} Look at the document, then start another job."),
                "ClassifyJobFailed",
                ErrorCategory.InvalidResult,
                joined));
        }
    }

    private void GiveUp(TimeSpan timeout)
    {
        foreach (PendingJob job in _pending.Values)
        {
            string? seen = job.LastSeen is ClassifyJob { Status: string status } ? $"it was {status} when last seen" : null;
            string? failure = job.LastFailure is LlamaCloudException { Message: string why } ? $"it could not be read: {why.TrimEnd('.')}" : null;
            string last = seen is null ? failure ?? "it was not seen" : failure is null ? seen : $"{seen}, and then {failure}";
            Fail(new ErrorRecord(
                new TimeoutException(FormattableString.Invariant($"Classify job '{job.Id}' had not ended after {timeout.TotalSeconds:0} s: {last}. Run Wait-ClassifyJob again to go on waiting.")),
                "ClassifyJobWaitTimeout",
                ErrorCategory.OperationTimeout,
                job.LastSeen is ClassifyJob target ? job.Join(target) : job.Id));
        }
    }
}
