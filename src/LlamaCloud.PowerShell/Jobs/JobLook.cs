using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>What became of asking for one job.</summary>
/// <param name="Asked">The job that was asked for.</param>
/// <param name="Job">The job as it is; null when that is not known.</param>
/// <param name="Failure">Why it is not known; null when it is.</param>
internal sealed record JobAnswer<TJob>(WaitedJob<TJob> Asked, TJob? Job, LlamaCloudException? Failure)
    where TJob : LlamaCloudJob;

/// <summary>
/// One look at all jobs that are waited for: up to 100 by one request, alone what that does not answer for, and so many
/// requests in flight at most. On the pipeline thread.
/// </summary>
internal sealed class JobLook<TJob>
    where TJob : LlamaCloudJob
{
    // A list may be behind what it lists by a moment; a job that is missing again is not in that list at all.
    private const int MostMissed = 2;

    private readonly RequestCmdlet _command;
    private readonly JobGroups<TJob> _groups;
    private readonly WaitingGroups<WaitedJob<TJob>> _waiting;
    private readonly InFlight<WaitedJob<TJob>> _inFlight;
    private int _sent;
    private bool _isComplete = true;

    public JobLook(RequestCmdlet command, JobGroups<TJob> groups, int limit, IEnumerable<WaitedJob<TJob>> jobs)
    {
        _command = command;
        _groups = groups;
        _waiting = new WaitingGroups<WaitedJob<TJob>>(
            groups.Rules<WaitedJob<TJob>>(static job => (job.Id, job.Scope), static job => job.Missed >= MostMissed));
        _inFlight = new InFlight<WaitedJob<TJob>>(command, limit);
        foreach (WaitedJob<TJob> job in jobs)
        {
            _waiting.Add(job);
        }

        _waiting.ReleaseAll();
    }

    /// <summary>Whether every job has had its answer.</summary>
    public bool IsOver => !_waiting.IsAnyReady && _inFlight.Count == 0;

    /// <summary>How many requests are still to be sent.</summary>
    public int Left => _waiting.ReadyCount;

    /// <summary>Sends what there is room for.</summary>
    /// <param name="allowed">How many requests may have been sent in all by now.</param>
    public void Start(int allowed) =>
        // Once a list has left out jobs, all that is left is sent at once: these must not be seen later than the others.
        _inFlight.Fill(_waiting, Send, _isComplete ? allowed - _sent : int.MaxValue);

    /// <summary>What has been answered since this was asked last. Sends nothing.</summary>
    public IReadOnlyList<JobAnswer<TJob>> TakeAnswers()
    {
        List<JobAnswer<TJob>> answers = [];
        foreach ((IReadOnlyList<WaitedJob<TJob>> jobs, Task task) in _inFlight.TakeEnded())
        {
            if (task.IsCanceled)
            {
                throw new PipelineStoppedException();
            }

            System.Exception? failure = task.Exception?.GetBaseException();
            if (failure is not (null or LlamaCloudException))
            {
                ExceptionDispatchInfo.Capture(failure).Throw();
            }

            Read(jobs, task, failure as LlamaCloudException, answers);
        }

        return answers;
    }

    private Task Send(IReadOnlyList<WaitedJob<TJob>> jobs)
    {
        _sent++;
        return jobs.Count == 1
            ? _groups.GetAsync(jobs[0].Id, jobs[0].Scope, _command.Cancellation)
            : _groups.FindAsync(jobs.Select(job => job.Id), jobs[0].Scope, _command.Cancellation);
    }

    private void Read(IReadOnlyList<WaitedJob<TJob>> jobs, Task task, LlamaCloudException? failure, List<JobAnswer<TJob>> answers)
    {
        if (jobs.Count == 1)
        {
            answers.Add(new JobAnswer<TJob>(jobs[0], failure is null ? ((Task<TJob>)task).Result : null, failure));
            return;
        }

        if (!_groups.IsAskedAlone(jobs[0].Scope, failure))
        {
            answers.AddRange(jobs.Select(job => new JobAnswer<TJob>(job, null, failure)));
            return;
        }

        IReadOnlyDictionary<string, TJob>? found = failure is null ? ((Task<IReadOnlyDictionary<string, TJob>>)task).Result : null;
        List<WaitedJob<TJob>> alone = [];
        foreach (WaitedJob<TJob> asked in jobs)
        {
            TJob? job = null;
            if (found?.TryGetValue(asked.Id, out job) == true)
            {
                asked.Missed = 0;
                answers.Add(new JobAnswer<TJob>(asked, job, null));
            }
            else
            {
                asked.Missed++;
                alone.Add(asked);
            }
        }

        _isComplete &= alone.Count == 0;
        _waiting.GoAlone(alone);
    }
}
