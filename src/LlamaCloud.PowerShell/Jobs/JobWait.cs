using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Looks at jobs again and again until they have ended, and writes each as it does. On the pipeline thread.</summary>
internal sealed class JobWait(RequestCmdlet command, LlamaCloudConnection connection, LlamaCloudClient client, int throttleLimit, TimeSpan longestPause)
{
    private readonly Dictionary<string, WaitedJob> _pending = new(StringComparer.Ordinal);
    private readonly WaitProgress _progress = new(command);
    private readonly LookSchedule _schedule = new(longestPause, new Random().NextDouble);
    private readonly long _begun = Clock.GetTimestamp();
    private ClassifyJobLook? _look;
    private int _looks;
    private int _lookWithAll;
    private bool _isAnswered;
    private LlamaCloudException? _lastFailure;

    /// <summary>
    /// Where nobody else knows the jobs, so that they are written, as they were last seen, before an error ends the command:
    /// adds those that are still to come. Null where their ids are at hand.
    /// </summary>
    public Action? TakeRest { get; init; }

    /// <summary>The longest pause where none is asked for.</summary>
    public static TimeSpan DefaultLongestPause { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Tells when to look again and when to give up; tests set it.</summary>
    internal static TimeProvider Clock { get; set; } = TimeProvider.System;

    private JobOutput Output => field ??= new JobOutput(command, client, ReleaseOwn);

    private TimeSpan Now => Clock.GetElapsedTime(_begun);

    /// <summary>Takes a job. One that has ended is written at once: it will not change. One that came before comes out once more.</summary>
    /// <param name="job">The job.</param>
    /// <param name="seen">The job as it is known; null when it is not.</param>
    public void Add(JobReference job, ClassifyJob? seen)
    {
        _progress.Take();
        if (!_pending.TryGetValue(job.Id, out WaitedJob? waited))
        {
            waited = new WaitedJob(job.Id, job.Scope);
        }

        waited.Inputs.Add(job);
        waited.LastSeen = seen ?? waited.LastSeen;
        if (seen is not null && ClassifyJobStatuses.HasEnded(seen))
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
        _schedule.EndAt(Now + timeout);
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
                if (_schedule.IsOver(Now) && (timeout > TimeSpan.Zero || wasCheckedSince))
                {
                    GiveUp((job, target) => JobErrors.TimedOut(job, timeout!.Value, target));
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

    /// <summary>Writes every job that is still waited for as it was last seen: there will be no more waiting.</summary>
    public void Release()
    {
        Output.WriteLast(_pending.Values);
        _pending.Clear();
    }

    private void ReleaseOwn()
    {
        if (TakeRest is not null)
        {
            TakeRest();
            Release();
        }
    }

    private void Look(bool isDue)
    {
        if (_look is null && _pending.Count > 0 && (isDue || _schedule.IsDue(Now)))
        {
            _looks++;
            _isAnswered = false;
            _schedule.Begin(Now);
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
            Output.PrepareEnd();
            command.ThrowTerminatingError(end);
        }

        if (_look.IsOver)
        {
            _look = null;
            _schedule.Finish(Now, _isAnswered);
            if (_schedule.IsSilent(Now))
            {
                GiveUp((job, target) => JobErrors.Unanswered(job, (job.LastFailure ?? _lastFailure)!, connection, target));
            }
        }
    }

    private void Settle(ClassifyJobAnswer answer, out ErrorRecord? endOfAll)
    {
        endOfAll = null;
        WaitedJob waited = answer.Asked;
        if (!_pending.TryGetValue(waited.Id, out WaitedJob? pending) || pending != waited)
        {
            // It came once more meanwhile, and had ended.
            return;
        }

        waited.CheckedIn = _looks;
        waited.LastFailure = answer.Failure;
        if (answer.Job is ClassifyJob job)
        {
            _isAnswered = true;
            waited.LastSeen = job;
            if (ClassifyJobStatuses.HasEnded(job))
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
        ErrorRecord error = ServiceErrors.Describe(answer.Failure!, ErrorSubject.ClassifyJob, waited.Id, connection, out bool endsCommand);
        if (endsCommand)
        {
            endOfAll = error;
        }
        else if (answer.Failure is { StatusCode: >= 400 and < 500 and not (408 or 429) })
        {
            // About this job and for good, in contrast to what may pass.
            _isAnswered = true;
            Leave(waited);
            Output.Fail(waited.Inputs.Select(_ => error));
        }
    }

    private void End(WaitedJob waited, ClassifyJob job)
    {
        Leave(waited);
        Output.WriteEnded(waited, job);
    }

    // Nothing more will be heard of what is left.
    private void GiveUp(Func<WaitedJob, object, ErrorRecord> describe)
    {
        Output.Fail(_pending.Values.SelectMany(job => job.Targets.Select(target => describe(job, target))));
        _pending.Clear();
    }

    private void Leave(WaitedJob waited)
    {
        _pending.Remove(waited.Id);
        waited.Inputs.ForEach(_ => _progress.End());
    }
}
