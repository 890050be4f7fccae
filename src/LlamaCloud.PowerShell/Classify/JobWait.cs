using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Classify;

/// <summary>Looks at jobs again and again until they have ended, and writes each as it does. On the pipeline thread.</summary>
internal sealed class JobWait(RequestCmdlet command, LlamaCloudConnection connection, ClassifyJobPoll poll, TimeSpan longestPause)
{
    private const double Growth = 1.5;
    private const int MostEmptyGroups = 2;

    private static readonly string[] s_ended = ["COMPLETED", "FAILED", "CANCELLED"];
    private static readonly string[] s_going = ["PENDING", "RUNNING"];
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);

    // So long a service may be away without anything being lost.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, PendingJob> _pending = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknownStatuses = new(StringComparer.OrdinalIgnoreCase);
    private readonly WaitProgress _progress = new(command);
    private readonly Random _random = new();
    private Task<PollResult>? _look;
    private TimeSpan _pause = s_firstPause < longestPause ? s_firstPause : longestPause;
    private TimeSpan _nextLook;
    private TimeSpan? _lastGood;
    private LlamaCloudException? _lastFailure;
    private int _emptyGroups;
    private readonly long _begun = Clock.GetTimestamp();

    /// <summary>Tells when to look again and when to give up; tests set it.</summary>
    internal static TimeProvider Clock { get; set; } = TimeProvider.System;

    private TimeSpan Now => Clock.GetElapsedTime(_begun);

    /// <summary>Takes a job. One that has ended is written at once: it will not change.</summary>
    public void Add(PendingJob job)
    {
        if (job.LastSeen is ClassifyJob seen && s_ended.Contains(seen.Status))
        {
            _progress.Take();
            End(job, seen);
            return;
        }

        _pending.Add(job.Id, job);
        _progress.Take();
    }

    /// <summary>Writes what has ended, and looks again if it is time to. Does not wait.</summary>
    public void Advance()
    {
        Settle();
        Look(inputIsOver: false);
    }

    /// <summary>Waits until every job has ended, or the time is over.</summary>
    public void Complete(TimeSpan? timeout)
    {
        TimeSpan? end = timeout is TimeSpan time ? Now + time : null;
        try
        {
            while (true)
            {
                Settle();
                if (_pending.Count == 0)
                {
                    return;
                }

                if (Now >= end && _pending.Values.All(job => job.WasChecked))
                {
                    GiveUp(timeout!.Value);
                    return;
                }

                Look(inputIsOver: true);
                _progress.Show(_pending.Values, Now);
                command.WaitForNotice();
            }
        }
        finally
        {
            _progress.Complete();
        }
    }

    private void Settle()
    {
        command.WriteNotices();
        if (_look is { IsCompleted: true } look)
        {
            _look = null;
            Settle(look);
        }
    }

    private void Look(bool inputIsOver)
    {
        if (_look is null && _pending.Count > 0 && (Now >= _nextLook || (inputIsOver && _pending.Values.Any(job => !job.WasChecked))))
        {
            bool isGrouping = !connection.RefusesGroups && _emptyGroups < MostEmptyGroups;
            _look = poll.AskAsync([.. _pending.Values], isGrouping, ClassifyJobRequests.HeaviestGroupOf(connection), command.Cancellation);
            command.SignalAfter(_look);
        }
    }

    private void Settle(Task<PollResult> look)
    {
        PollResult result = look.GetAwaiter().GetResult();
        _emptyGroups += result.HasEmptyGroup ? 1 : 0;
        if (result.Refusal is LlamaCloudException refusal)
        {
            ClassifyJobRequests.TellRefusal(command, connection, refusal);
        }

        _lastGood ??= Now;
        foreach (PollAnswer answer in result.Answers)
        {
            answer.Pending.WasChecked = true;
            Settle(answer);
        }

        _nextLook = Now + Jittered(_pause);
        _pause = TimeSpan.FromTicks(Math.Min((long)(_pause.Ticks * Growth), longestPause.Ticks));
        if (Now - _lastGood >= s_longestSilence && _lastFailure is not null)
        {
            foreach (PendingJob job in _pending.Values)
            {
                command.WriteError(ServiceErrors.Describe(_lastFailure, ErrorSubject.ClassifyJob, job.Id, connection, out _));
            }

            _pending.Clear();
        }
    }

    private void Settle(PollAnswer answer)
    {
        if (answer.Job is ClassifyJob job)
        {
            _lastGood = Now;
            answer.Pending.LastSeen = job;
            if (s_ended.Contains(job.Status))
            {
                _pending.Remove(answer.Pending.Id);
                End(answer.Pending, job);
            }
            else if (!s_going.Contains(job.Status) && _unknownStatuses.Add(job.Status))
            {
                command.WriteWarning($"Classify job '{job.Id}' has the status {job.Status}, which this version does not know: it is waited for like one that is running.");
            }

            return;
        }

        ErrorRecord error = ServiceErrors.Describe(answer.Failure!, ErrorSubject.ClassifyJob, answer.Pending.Id, connection, out bool endsCommand);
        if (endsCommand)
        {
            command.ThrowTerminatingError(error);
        }

        // About this job and for good, in contrast to what may pass.
        if (answer.Failure is { StatusCode: >= 400 and < 500 and not (408 or 429) })
        {
            _lastGood = Now;
            _pending.Remove(answer.Pending.Id);
            _progress.End();
            command.WriteError(error);
            return;
        }

        _lastFailure = answer.Failure;
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
            command.WriteError(new ErrorRecord(
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
            string last = job.LastSeen is ClassifyJob seen ? $"it was {seen.Status} when last seen"
                : _lastFailure is not null ? $"it could not be read: {_lastFailure.Message.TrimEnd('.')}"
                : "it was not seen";
            command.WriteError(new ErrorRecord(
                new TimeoutException(FormattableString.Invariant($"Classify job '{job.Id}' had not ended after {timeout.TotalSeconds:0} s: {last}. Run Wait-ClassifyJob again to go on waiting.")),
                "ClassifyJobWaitTimeout",
                ErrorCategory.OperationTimeout,
                job.LastSeen is ClassifyJob target ? job.Join(target) : job.Id));
        }
    }

    // Less up to a quarter, so that many runbooks that began together do not ask together.
    private TimeSpan Jittered(TimeSpan pause) => TimeSpan.FromTicks((long)(pause.Ticks * (1 - (0.25 * _random.NextDouble()))));
}
