using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <content>What the answers of a look mean for the jobs.</content>
internal sealed partial class JobWait<TJob>
{
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
