using System;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Waits for jobs that were asked to stop: some products do so later.</summary>
internal static class JobStopping
{
    // So long a job that was asked to stop may go on before it is left to the user.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    /// <summary>Looks at a job until it has ended.</summary>
    /// <param name="product">The product.</param>
    /// <param name="jobs">The calls of the product.</param>
    /// <param name="item">The job.</param>
    /// <param name="job">The job as it was when it was asked to stop; null when that is not known.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="JobStateException">It goes on for too long.</exception>
    public static async Task<TJob> WaitAsync<TJob>(
        JobProduct product, JobsClient<TJob> jobs, JobReference item, TJob? job, CancellationToken cancellationToken)
        where TJob : LlamaCloudJob
    {
        LookSchedule schedule = new(TimeSpan.FromSeconds(10), new Random().NextDouble);
        long begun = WaitClock.Current.GetTimestamp();
        while (job is null || !product.Statuses.HasEnded(job.Status))
        {
            TimeSpan now = WaitClock.Current.GetElapsedTime(begun);
            if (job is not null && now > s_longest)
            {
                throw new JobStateException(
                    job, $"{product.Subject.Title} '{job.Id}' was asked to stop and is still {job.Status}. Run the command again later.");
            }

            if (job is not null)
            {
                schedule.Begin(now, requests: 1, waited: now, isUrgent: false);
                schedule.Finish(now, isAnswered: true);
                await WaitClock.DelayAsync(schedule.Pause(now), cancellationToken).ConfigureAwait(false);
            }

            job = await jobs.GetAsync(item.Id, item.Scope, cancellationToken).ConfigureAwait(false);
        }

        return job;
    }
}
