using System;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Classify;

/// <summary>Jobs that run for a time and are then complete.</summary>
public static class RunningJobs
{
    /// <summary>The numbers of their ids begin after this one, apart from those of <see cref="SeedJobs.Many"/>.</summary>
    public const int FirstNumber = 900_000_000;

    /// <summary>Starts so many; they are all complete after <paramref name="duration"/>.</summary>
    public static void Start(JobStore jobs, int count, TimeSpan duration)
    {
        string[] ids = [.. Enumerable.Range(FirstNumber + 1, count).Select(SeedJobs.NumberedId)];
        foreach (string id in ids)
        {
            jobs.Put(SeedJobs.Job(id, 1, "RUNNING"));
        }

        _ = CompleteAsync(jobs, ids, duration);
    }

    private static async Task CompleteAsync(JobStore jobs, string[] ids, TimeSpan duration)
    {
        await Task.Delay(duration);
        foreach (string id in ids)
        {
            jobs.Put(SeedJobs.Completed(id, 1, "invoice", 0.9, "It has a total amount due."));
        }
    }
}
