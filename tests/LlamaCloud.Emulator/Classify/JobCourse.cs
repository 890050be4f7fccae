using System;
using System.Text.Json.Nodes;

namespace LlamaCloud.Emulator.Classify;

/// <summary>How a job goes that was created: a matter of the time alone.</summary>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="Result">What it comes to; null when it fails.</param>
/// <param name="ErrorMessage">Why it fails; null when it does not.</param>
internal sealed record JobCourse(DateTimeOffset CreatedAt, JsonObject? Result, string? ErrorMessage)
{
    /// <summary>Makes a pending job what it is by now.</summary>
    public void Apply(JsonObject job, DateTimeOffset now, TimeSpan pending, TimeSpan running)
    {
        // Not sums, so that a test can let a job wait for as long as a TimeSpan can say.
        TimeSpan age = now - CreatedAt;
        if (age < pending)
        {
            return;
        }

        job["status"] = "RUNNING";
        job["updated_at"] = Timestamps.Text(CreatedAt + pending);
        if (age - pending < running)
        {
            return;
        }

        job["status"] = ErrorMessage is null ? "COMPLETED" : "FAILED";
        job["updated_at"] = Timestamps.Text(CreatedAt + pending + running);
        job["result"] = Result?.DeepClone();
        job["error_message"] = ErrorMessage;
    }
}
