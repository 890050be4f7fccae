using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Looks at jobs again and again until they have ended, and writes each as it does. On the pipeline thread.</summary>
internal sealed partial class JobWait<TJob>(
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
    /// Whether the command has made the jobs itself. Then they have not ended yet when they come, and nobody else knows them: they are
    /// written, as they were last seen, before an error ends the command.
    /// </summary>
    public bool AreMadeHere { get; init; }

    /// <summary>Adds the jobs that are still to come, before an error ends the command; null where all of them have come.</summary>
    public Action? TakeRest { get; init; }

    /// <summary>The longest pause between two looks.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether jobs are written with what they have cost.</summary>
    public bool IncludesUsage { get; init; }

    private JobCredits<TJob> Credits => field ??= new JobCredits<TJob>(
        command, product, new JobGroups<TJob>(command, product, connection, client) { Expand = [JobGroups<TJob>.Usage] }, throttleLimit);

    private IEnumerable<WaitedJob<TJob>> Running => _pending.Values.Where(job => !job.HasEnded);

    private IEnumerable<WaitedJob<TJob>> Ended => _pending.Values.Where(job => job.HasEnded);

    private LookSchedule Schedule => field ??= new LookSchedule(
        LongestPause, new Random().NextDouble, AreMadeHere ? Now + LookSchedule.FirstPause : TimeSpan.Zero);

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
        if (seen is not null
            && product.Statuses.HasEnded(seen.Status)
            && (!product.Statuses.HasSucceeded(seen.Status) || product.IsWhole(seen)))
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
        TimeSpan begun = Now;
        Schedule.EndAt(begun, begun + timeout, isIncomplete: _looks < _lookWithAll);
        bool isLastLook = timeout == TimeSpan.Zero;
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
                if (Schedule.IsOver(Now) && !Ended.Any())
                {
                    // No job is given up before it was asked for once, so that one more look may come after the end of the time.
                    isLastLook |= _looks < _lookWithAll;
                    if (!isLastLook || wasCheckedSince)
                    {
                        GiveUp((job, target) => _errors.TimedOut(job, timeout!.Value, target));
                        return;
                    }
                }

                Look(isDue: !wasCheckedSince && (!AreMadeHere || isLastLook));
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
        if (AreMadeHere)
        {
            TakeRest?.Invoke();
            Release();
        }
    }

    private void Look(bool isDue)
    {
        TimeSpan now = Now;
        if (_look is null && Running.Any() && (isDue || Schedule.IsDue(now)))
        {
            _looks++;
            _isAnswered = false;
            _look = new JobLook<TJob>(command, _groups, throttleLimit, Running);
            Schedule.Begin(now, _look.Left, now - Running.Max(job => job.Since), isUrgent: isDue || _looks == 1);
        }

        _look?.Start(Schedule.Allowed(now));
    }
}
