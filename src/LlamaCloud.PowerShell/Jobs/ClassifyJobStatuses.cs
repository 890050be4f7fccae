using System.Linq;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>What is known of the statuses of jobs. The service adds some, so others are possible.</summary>
internal static class ClassifyJobStatuses
{
    private static readonly string[] s_ended = ["COMPLETED", "FAILED", "CANCELLED"];
    private static readonly string[] s_going = ["PENDING", "RUNNING"];

    /// <summary>Whether a job will not change any more.</summary>
    public static bool HasEnded(ClassifyJob job) => s_ended.Contains(job.Status);

    /// <summary>Whether its status is one that is known.</summary>
    public static bool IsKnown(ClassifyJob job) => HasEnded(job) || s_going.Contains(job.Status);
}
