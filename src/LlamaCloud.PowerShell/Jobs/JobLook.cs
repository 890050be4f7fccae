using System;
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
internal sealed record ClassifyJobAnswer(WaitedJob Asked, ClassifyJob? Job, LlamaCloudException? Failure);

/// <summary>
/// One look at all jobs that are waited for: up to 100 by one request, alone what that does not answer for, and so many
/// requests in flight at most. On the pipeline thread.
/// </summary>
internal sealed class ClassifyJobLook
{
    // A list may be behind what it lists by a moment; a job that is missing again is not in that list at all.
    private const int MostMissed = 2;

    private readonly RequestCmdlet _command;
    private readonly LlamaCloudClient _client;
    private readonly ClassifyJobGrouping _grouping;
    private readonly WaitingGroups<WaitedJob> _waiting;
    private readonly InFlight<WaitedJob> _inFlight;

    public ClassifyJobLook(RequestCmdlet command, LlamaCloudConnection connection, LlamaCloudClient client, int limit, IEnumerable<WaitedJob> jobs)
    {
        _command = command;
        _client = client;
        _grouping = new ClassifyJobGrouping(command, connection);
        _waiting = new WaitingGroups<WaitedJob>(new GroupRules<WaitedJob>(
            ClassifyClient.LargestPage,
            _grouping.Heaviest,
            job => job.Missed < MostMissed ? _grouping.KeyOf(job.Scope) : null,
            static job => ClassifyJobGrouping.WeightOf(job.Id)));
        _inFlight = new InFlight<WaitedJob>(command, limit);
        foreach (WaitedJob job in jobs)
        {
            _waiting.Add(job);
        }

        _waiting.ReleaseAll();
    }

    /// <summary>Whether every job has had its answer.</summary>
    public bool IsOver => !_waiting.IsAnyReady && _inFlight.Count == 0;

    /// <summary>Sends what there is room for.</summary>
    public void Start() => _inFlight.Fill(_waiting, Send);

    /// <summary>What has been answered since this was asked last. Sends nothing.</summary>
    public IReadOnlyList<ClassifyJobAnswer> TakeAnswers()
    {
        List<ClassifyJobAnswer> answers = [];
        foreach ((IReadOnlyList<WaitedJob> jobs, Task task) in _inFlight.TakeEnded())
        {
            if (task.IsCanceled)
            {
                throw new PipelineStoppedException();
            }

            Exception? failure = task.Exception?.GetBaseException();
            if (failure is not (null or LlamaCloudException))
            {
                ExceptionDispatchInfo.Capture(failure).Throw();
            }

            Settle(jobs, task, failure as LlamaCloudException, answers);
        }

        return answers;
    }

    private Task Send(IReadOnlyList<WaitedJob> jobs) => jobs.Count == 1
        ? _client.Classify.GetAsync(jobs[0].Id, jobs[0].Scope, _command.Cancellation)
        : _client.Classify.FindAsync([.. jobs.Select(job => job.Id)], jobs[0].Scope, _command.Cancellation);

    private void Settle(IReadOnlyList<WaitedJob> jobs, Task task, LlamaCloudException? failure, List<ClassifyJobAnswer> answers)
    {
        if (jobs.Count == 1)
        {
            answers.Add(new ClassifyJobAnswer(jobs[0], failure is null ? ((Task<ClassifyJob>)task).Result : null, failure));
            return;
        }

        if (failure is not null && !ClassifyJobGrouping.CanGoAlone(failure))
        {
            answers.AddRange(jobs.Select(job => new ClassifyJobAnswer(job, null, failure)));
            return;
        }

        _grouping.Tell(jobs[0].Scope, failure);
        IReadOnlyDictionary<string, ClassifyJob>? found = failure is null ? ((Task<IReadOnlyDictionary<string, ClassifyJob>>)task).Result : null;
        List<WaitedJob> alone = [];
        foreach (WaitedJob asked in jobs)
        {
            ClassifyJob? job = null;
            if (found?.TryGetValue(asked.Id, out job) == true)
            {
                asked.Missed = 0;
                answers.Add(new ClassifyJobAnswer(asked, job, null));
            }
            else
            {
                asked.Missed++;
                alone.Add(asked);
            }
        }

        _waiting.GoAlone(alone);
    }
}
