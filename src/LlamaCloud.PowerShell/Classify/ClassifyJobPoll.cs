using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Classify;

/// <summary>What became of asking for one job.</summary>
/// <param name="Pending">The job that was asked for.</param>
/// <param name="Job">The job as it is; null when that is not known.</param>
/// <param name="Failure">Why it is not known; null when it is.</param>
internal sealed record PollAnswer(PendingJob Pending, ClassifyJob? Job, LlamaCloudException? Failure);

/// <summary>One look at all jobs that are waited for.</summary>
/// <param name="Answers">One for each.</param>
/// <param name="Refusal">Why the service refused to be asked for several at once; null when it did not.</param>
/// <param name="HasEmptyGroup">Whether it knew none of a group.</param>
internal sealed record PollResult(IReadOnlyList<PollAnswer> Answers, LlamaCloudException? Refusal, bool HasEmptyGroup);

/// <summary>Asks for many jobs: up to 100 by one request, and alone for those that the answer does not have.</summary>
/// <remarks>Runs on any thread, returns values, and touches nothing of the cmdlet.</remarks>
internal sealed class ClassifyJobPoll(LlamaCloudClient client, int throttleLimit)
{
    public async Task<PollResult> AskAsync(IReadOnlyList<PendingJob> jobs, bool isGrouping, int heaviestGroup, CancellationToken cancellationToken)
    {
        using SemaphoreSlim room = new(throttleLimit);
        IEnumerable<IReadOnlyList<PendingJob>> groups = isGrouping ? Split(jobs, heaviestGroup) : jobs.Select(job => (IReadOnlyList<PendingJob>)[job]);
        PollResult[] results = await Task.WhenAll(groups.Select(group => AskGroupAsync(group, room, cancellationToken))).ConfigureAwait(false);
        return new PollResult(
            [.. results.SelectMany(result => result.Answers)],
            results.Select(result => result.Refusal).FirstOrDefault(refusal => refusal is not null),
            results.Any(result => result.HasEmptyGroup));
    }

    private static IEnumerable<IReadOnlyList<PendingJob>> Split(IReadOnlyList<PendingJob> jobs, int heaviestGroup)
    {
        foreach (IGrouping<RequestScope, PendingJob> scope in jobs.GroupBy(job => job.Scope))
        {
            List<PendingJob> group = [];
            int weight = 0;
            foreach (PendingJob job in scope)
            {
                int own = ClassifyJobRequests.WeightOf(job.Id);
                if (group.Count == ClassifyClient.LargestPage || (group.Count > 0 && weight + own > heaviestGroup))
                {
                    yield return group;
                    group = [];
                    weight = 0;
                }

                group.Add(job);
                weight += own;
            }

            yield return group;
        }
    }

    private async Task<PollResult> AskGroupAsync(IReadOnlyList<PendingJob> group, SemaphoreSlim room, CancellationToken cancellationToken)
    {
        if (group.Count == 1)
        {
            return new PollResult([await AskOneAsync(group[0], room, cancellationToken).ConfigureAwait(false)], null, false);
        }

        IReadOnlyDictionary<string, ClassifyJob> found = new Dictionary<string, ClassifyJob>();
        LlamaCloudException? refusal = null;
        try
        {
            found = await InRoomAsync(() => client.Classify.FindAsync([.. group.Select(job => job.Id)], group[0].Scope, cancellationToken), room, cancellationToken).ConfigureAwait(false);
        }
        catch (LlamaCloudException failure) when (ClassifyJobRequests.CanGoAlone(failure))
        {
            refusal = failure;
        }
        catch (LlamaCloudException failure)
        {
            return new PollResult([.. group.Select(job => new PollAnswer(job, null, failure))], null, false);
        }

        PollAnswer[] alone = await Task.WhenAll(group.Where(job => !found.ContainsKey(job.Id)).Select(job => AskOneAsync(job, room, cancellationToken))).ConfigureAwait(false);
        return new PollResult(
            [.. group.Where(job => found.ContainsKey(job.Id)).Select(job => new PollAnswer(job, found[job.Id], null)), .. alone],
            refusal,
            refusal is null && found.Count == 0);
    }

    private async Task<PollAnswer> AskOneAsync(PendingJob job, SemaphoreSlim room, CancellationToken cancellationToken)
    {
        try
        {
            return new PollAnswer(job, await InRoomAsync(() => client.Classify.GetAsync(job.Id, job.Scope, cancellationToken), room, cancellationToken).ConfigureAwait(false), null);
        }
        catch (LlamaCloudException failure)
        {
            return new PollAnswer(job, null, failure);
        }
    }

    private static async Task<T> InRoomAsync<T>(Func<Task<T>> send, SemaphoreSlim room, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await send().ConfigureAwait(false);
        }
        finally
        {
            room.Release();
        }
    }
}
