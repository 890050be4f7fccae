using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>
/// Asks what jobs that have ended have cost, each by one request and so many at a time, before they are written. Where that cannot be
/// read, the job is written without it. On the pipeline thread.
/// </summary>
/// <param name="command">The command.</param>
/// <param name="product">The product.</param>
/// <param name="groups">Reads jobs with what they have cost.</param>
/// <param name="limit">How many requests are in flight at most.</param>
internal sealed class JobCredits<TJob>(RequestCmdlet command, JobProduct product, JobGroups<TJob> groups, int limit)
    where TJob : LlamaCloudJob
{
    private readonly WaitingGroups<WaitedJob<TJob>> _waiting = new(GroupRules<WaitedJob<TJob>>.None);
    private readonly InFlight<WaitedJob<TJob>> _inFlight = new(command, limit);

    /// <summary>Takes a job that has ended.</summary>
    public void Ask(WaitedJob<TJob> job) => _waiting.Add(job);

    /// <summary>Sends what there is room for.</summary>
    /// <returns>The jobs that have had their answer since this was called last.</returns>
    public IReadOnlyList<WaitedJob<TJob>> Advance()
    {
        List<WaitedJob<TJob>> answered = [];
        foreach ((IReadOnlyList<WaitedJob<TJob>> jobs, Task task) in _inFlight.TakeEnded())
        {
            Read(jobs[0], task);
            answered.Add(jobs[0]);
        }

        _inFlight.Fill(_waiting, jobs => groups.GetAsync(jobs[0].Id, jobs[0].Scope, command.Cancellation));
        return answered;
    }

    private void Read(WaitedJob<TJob> job, Task task)
    {
        if (task.IsCanceled)
        {
            throw new PipelineStoppedException();
        }

        switch (task.Exception?.GetBaseException())
        {
            case null:
                job.LastSeen = ((Task<TJob>)task).Result;
                break;
            case LlamaCloudException failure:
                command.WriteVerbose($"What {product.Name} '{job.Id}' has cost could not be read: {failure.Message}");
                break;
            case Exception other:
                ExceptionDispatchInfo.Capture(other).Throw();
                break;
        }
    }
}
