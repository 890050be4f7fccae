using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Looks at jobs again and again until they have ended, and writes each as it does. On the pipeline thread.</summary>
internal sealed class JobWait<TJob>(
    RequestCmdlet command, JobProduct<TJob> product, LlamaCloudConnection connection, LlamaCloudClient client, int throttleLimit)
    where TJob : LlamaCloudJob
{
    // So long may a job that the service has just shown be missing all the same: what it answers with may be behind.
    private static readonly TimeSpan s_longestAbsence = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, WaitedJob<TJob>> _pending = new(StringComparer.Ordinal);
    private readonly WaitProgress _progress = new(command, product.Plural);
    private readonly JobGroups<TJob> _groups = new(command, product, connection, client);
    private readonly JobErrors _errors = new(product, connection);
    private readonly long _begun = WaitClock.Current.GetTimestamp();
    private JobLook<TJob>? _look;
    private int _looks;
    private int _lookWithAll;
    private bool _isAnswered;
    private LlamaCloudException? _lastFailure;

    /// <summary>
    /// Where nobody else knows the jobs, so that they are written, as they were last seen, before an error ends the command:
    /// adds those that are still to come. Null where their ids are at hand.
    /// </summary>
    public Action? TakeRest { get; init; }

    /// <summary>The longest pause between two looks.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether jobs are written with what they have cost.</summary>
    public bool IncludesUsage { get; init; }

    private JobCredits<TJob> Credits => field ??= new JobCredits<TJob>(
        command, product, new JobGroups<TJob>(command, product, connection, client) { Expand = [JobGroups<TJob>.Usage] }, throttleLimit);

    private IEnumerable<WaitedJob<TJob>> Running => _pending.Values.Where(job => !job.HasEnded);

    private IEnumerable<WaitedJob<TJob>> Ended => _pending.Values.Where(job => job.HasEnded);

    private LookSchedule Schedule => field ??= new LookSchedule(LongestPause, new Random().NextDouble);

    private JobOutput<TJob> Output => field ??= new JobOutput<TJob>(command, product, _errors, client, ReleaseOwn);

    private TimeSpan Now => WaitClock.Current.GetElapsedTime(_begun);

    /// <summary>Takes a job. One that has ended is written at once: it will not change. One that came before comes out once more.</summary>
    /// <param name="job">The job.</param>
    /// <param name="seen">The job as it is known; null when it is not.</param>
    public void Add(JobReference job, TJob? seen)
    {
        _progress.Take();
        if (!_pending.TryGetValue(job.Id, out WaitedJob<TJob>? waited))
        {
            waited = new WaitedJob<TJob>(job.Id, job.Scope, Now);
        }

        waited.Inputs.Add(job);
        waited.LastSeen = seen ?? waited.LastSeen;
        if (seen is not null && product.Statuses.HasEnded(seen.Status))
        {
            End(waited, seen);
            return;
        }

        _pending[job.Id] = waited;
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
        Schedule.EndAt(Now + timeout);
        try
        {
            while (true)
            {
                Settle();
                if (_pending.Count == 0)
                {
                    return;
                }

                bool wasCheckedSince = Running.All(job => job.CheckedIn >= _lookWithAll);
                // What they have cost is answered soon, or not at all.
                if (Schedule.IsOver(Now) && !Ended.Any() && (timeout > TimeSpan.Zero || wasCheckedSince))
                {
                    GiveUp((job, target) => _errors.TimedOut(job, timeout!.Value, target));
                    return;
                }

                Look(isDue: !wasCheckedSince);
                _progress.Show(_pending.Values.Select(job => job.LastSeen), Now);
                command.WaitForNotice();
            }
        }
        finally
        {
            _progress.Complete();
        }
    }

    /// <summary>Writes every job that is still waited for as it was last seen: there will be no more waiting.</summary>
    public void Release()
    {
        Output.WriteLast(_pending.Values);
        _pending.Clear();
    }

    // A record that ends the command comes last: the jobs of which nobody else knows come out before it.
    private void ReleaseHeld()
    {
        if (command.Held.IsAnyLast)
        {
            Output.PrepareEnd();
        }

        command.Held.Release();
    }

    private void ReleaseOwn()
    {
        WriteEnded([.. Ended]);
        if (TakeRest is not null)
        {
            TakeRest();
            Release();
        }
    }

    private void Look(bool isDue)
    {
        if (_look is null && Running.Any() && (isDue || Schedule.IsDue(Now)))
        {
            _looks++;
            _isAnswered = false;
            Schedule.Begin(Now);
            _look = new JobLook<TJob>(command, _groups, throttleLimit, Running);
        }

        _look?.Start();
    }

    private void Settle()
    {
        command.WriteNotices();
        ReleaseHeld();
        if (IncludesUsage)
        {
            WriteEnded(Credits.Advance());
        }

        if (_look is null)
        {
            return;
        }

        ErrorRecord? end = null;
        foreach (JobAnswer<TJob> answer in _look.TakeAnswers())
        {
            Settle(answer, out ErrorRecord? endOfAll);
            end ??= endOfAll;
        }

        if (end is not null)
        {
            // Nothing more is sent; what had its answer has come out.
            Output.PrepareEnd();
            command.ThrowTerminatingError(end);
        }

        if (_look.IsOver)
        {
            _look = null;
            Schedule.Finish(Now, _isAnswered);
            if (Schedule.IsSilent(Now))
            {
                GiveUp((job, target) => _errors.Unanswered(job.Id, (job.LastFailure ?? _lastFailure)!, target));
            }
        }
    }

    private void Settle(JobAnswer<TJob> answer, out ErrorRecord? endOfAll)
    {
        endOfAll = null;
        WaitedJob<TJob> waited = answer.Asked;
        if (!_pending.TryGetValue(waited.Id, out WaitedJob<TJob>? pending) || pending != waited)
        {
            // It came once more meanwhile, and had ended.
            return;
        }

        waited.CheckedIn = _looks;
        waited.LastFailure = answer.Failure;
        if (answer.Job is TJob job)
        {
            _isAnswered = true;
            waited.LastSeen = job;
            if (product.Statuses.HasEnded(job.Status))
            {
                End(waited, job);
            }
            else
            {
                Output.WarnIfUnknown(job);
            }

            return;
        }

        _lastFailure = answer.Failure;
        ErrorRecord error = ServiceErrors.Describe(answer.Failure!, product.Subject, waited.Id, connection, out bool endsCommand);
        if (endsCommand)
        {
            endOfAll = error;
        }
        else if (answer.Failure is { StatusCode: >= 400 and < 500 and not (408 or 429) } && !MayPass(waited, answer.Failure))
        {
            // About this job and for good, in contrast to what may pass.
            _isAnswered = true;
            Leave(waited);
            Output.Fail(Join(waited, waited.Targets.Select(target => _errors.Unanswered(waited.Id, answer.Failure, target))));
        }
    }

    // A job that was created or read a moment ago is there.
    private bool MayPass(WaitedJob<TJob> waited, LlamaCloudException failure) =>
        failure.StatusCode == 404 && waited.LastSeen is not null && Now - waited.Since < s_longestAbsence;

    private void End(WaitedJob<TJob> waited, TJob job)
    {
        if (!IncludesUsage)
        {
            Leave(waited);
            Output.WriteEnded(waited, job);
        }
        else if (!waited.HasEnded)
        {
            waited.HasEnded = true;
            _pending[waited.Id] = waited;
            Credits.Ask(waited);
        }
    }

    private void WriteEnded(IEnumerable<WaitedJob<TJob>> jobs)
    {
        foreach (WaitedJob<TJob> job in jobs)
        {
            Leave(job);
            Output.WriteEnded(job, job.LastSeen!);
        }
    }

    // Nothing more will be heard of what is left.
    private void GiveUp(Func<WaitedJob<TJob>, object, ErrorRecord> describe)
    {
        WriteEnded([.. Ended]);
        Output.Fail(_pending.Values.SelectMany(job => Join(job, job.Targets.Select(target => describe(job, target)))));
        _pending.Clear();
    }

    private static ErrorRecord[] Join(WaitedJob<TJob> waited, IEnumerable<ErrorRecord> errors) =>
        errors.Zip(waited.Inputs, (error, input) => ErrorInput.Join(error, input.Input)).ToArray();

    private void Leave(WaitedJob<TJob> waited)
    {
        _pending.Remove(waited.Id);
        waited.Inputs.ForEach(_ => _progress.End());
    }
}
