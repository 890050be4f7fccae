using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Classify;

/// <summary>What became of asking for one job.</summary>
/// <param name="Pending">The job that was asked for.</param>
/// <param name="Job">The job as it is; null when that is not known.</param>
/// <param name="Failure">Why it is not known; null when it is.</param>
internal sealed record ClassifyJobAnswer(PendingJob Pending, ClassifyJob? Job, LlamaCloudException? Failure);

/// <summary>
/// One look at all jobs that are waited for: up to 100 by one request, alone what that does not answer for, and so many
/// requests in flight at most. On the pipeline thread.
/// </summary>
internal sealed class ClassifyJobLook
{
    // A list may be behind what it lists by a moment; a job that is missing again is not in that list at all.
    private const int MostMissed = 2;

    private readonly RequestCmdlet _command;
    private readonly ClassifyJobGrouping _grouping;
    private readonly LlamaCloudClient _client;
    private readonly int _limit;
    private readonly Queue<List<PendingJob>> _waiting = new();
    private readonly List<(List<PendingJob> Jobs, Task Task)> _running = [];

    public ClassifyJobLook(RequestCmdlet command, LlamaCloudConnection connection, LlamaCloudClient client, int limit, IReadOnlyCollection<PendingJob> jobs)
    {
        _command = command;
        _grouping = new ClassifyJobGrouping(command, connection);
        _client = client;
        _limit = limit;
        foreach (IGrouping<RequestScope, PendingJob> scope in jobs.Where(job => job.Missed < MostMissed).GroupBy(job => job.Scope))
        {
            Group(scope);
        }

        GoAlone(jobs.Where(job => job.Missed >= MostMissed));
    }

    /// <summary>Whether every job has had its answer.</summary>
    public bool IsOver => _waiting.Count == 0 && _running.Count == 0;

    /// <summary>Sends what there is room for.</summary>
    public void Start()
    {
        while (_running.Count < _limit && _waiting.Count > 0)
        {
            List<PendingJob> jobs = _waiting.Dequeue();
            if (jobs.Count > 1 && _grouping.KeyOf(jobs[0].Scope) is null)
            {
                GoAlone(jobs);
                continue;
            }

            Task task = jobs.Count == 1
                ? _client.Classify.GetAsync(jobs[0].Id, jobs[0].Scope, _command.Cancellation)
                : _client.Classify.FindAsync([.. jobs.Select(job => job.Id)], jobs[0].Scope, _command.Cancellation);
            _running.Add((jobs, task));
            _command.SignalAfter(task);
        }
    }

    /// <summary>What has been answered since this was asked last. Sends nothing.</summary>
    public IReadOnlyList<ClassifyJobAnswer> TakeAnswers()
    {
        List<ClassifyJobAnswer> answers = [];
        (List<PendingJob> Jobs, Task Task)[] ended = [.. _running.Where(one => one.Task.IsCompleted)];
        _running.RemoveAll(one => ended.Contains(one));
        foreach ((List<PendingJob> jobs, Task task) in ended)
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

    private void Settle(List<PendingJob> jobs, Task task, LlamaCloudException? failure, List<ClassifyJobAnswer> answers)
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
        foreach (PendingJob pending in jobs)
        {
            ClassifyJob? job = null;
            bool isFound = found?.TryGetValue(pending.Id, out job) == true;
            pending.Missed = isFound ? 0 : pending.Missed + 1;
            if (isFound)
            {
                answers.Add(new ClassifyJobAnswer(pending, job, null));
            }
            else
            {
                _waiting.Enqueue([pending]);
            }
        }
    }

    private void Group(IEnumerable<PendingJob> jobs)
    {
        List<PendingJob> group = [];
        int weight = 0;
        foreach (PendingJob job in jobs)
        {
            int own = ClassifyJobGrouping.WeightOf(job.Id);
            if (group.Count == ClassifyClient.LargestPage || (group.Count > 0 && weight + own > _grouping.Heaviest))
            {
                _waiting.Enqueue(group);
                group = [];
                weight = 0;
            }

            group.Add(job);
            weight += own;
        }

        _waiting.Enqueue(group);
    }

    private void GoAlone(IEnumerable<PendingJob> jobs)
    {
        foreach (PendingJob job in jobs)
        {
            _waiting.Enqueue([job]);
        }
    }
}
