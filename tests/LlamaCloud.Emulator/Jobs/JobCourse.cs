using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace LlamaCloud.Emulator.Jobs;

/// <summary>How a job goes that was created: a matter of the time alone.</summary>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="Outcome">What it comes to.</param>
internal sealed record JobCourse(DateTimeOffset CreatedAt, JobOutcome Outcome)
{
    /// <summary>Makes a pending job what it is by now.</summary>
    public void Apply(JsonObject job, JobKind kind, DateTimeOffset now, TimeSpan pending, TimeSpan running)
    {
        // Not sums, so that a test can let a job wait for as long as a TimeSpan can say.
        TimeSpan age = now - CreatedAt;
        if (age < pending)
        {
            return;
        }

        job["status"] = kind.Running;
        job["updated_at"] = Timestamps.Text(CreatedAt + pending);
        if (age - pending < running)
        {
            return;
        }

        job["status"] = Outcome.ErrorMessage is null ? kind.Completed : kind.Failed;
        job["updated_at"] = Timestamps.Text(CreatedAt + pending + running);
        job["error_message"] = Outcome.ErrorMessage;
        if (Outcome.ErrorMessage is null)
        {
            foreach (KeyValuePair<string, JsonNode?> field in Outcome.Fields)
            {
                job[field.Key] = field.Value?.DeepClone();
            }
        }
    }
}
