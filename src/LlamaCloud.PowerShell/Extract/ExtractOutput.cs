using System.Collections.Generic;
using System.Linq;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Extract;

/// <summary>Makes rows of the records of jobs.</summary>
/// <param name="command">The command, which is told of names that are taken.</param>
/// <param name="hasOrigin">Whether the name of the file, the id of the job and its segment come first.</param>
internal sealed class ExtractOutput(RequestCmdlet command, bool hasOrigin)
{
    private bool _hasWarned;

    /// <summary>The rows of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="segment">The segment of a document that it is about; null for a whole document.</param>
    public IEnumerable<ExtractRow> Read(ExtractJob job, object? segment)
    {
        foreach (IReadOnlyDictionary<string, object?> record in job.GetRecords())
        {
            yield return new ExtractRow(hasOrigin ? [.. Origin(job, segment).Where(one => !IsTaken(record, one.Key))] : [], record);
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Origin(ExtractJob job, object? segment)
    {
        yield return new(nameof(job.FileName), job.FileName);
        yield return new(nameof(job.JobId), job.JobId);
        if (segment is not null)
        {
            yield return new(nameof(JobReference.Segment), segment);
        }
    }

    // PowerShell knows names in any case as one.
    private bool IsTaken(IReadOnlyDictionary<string, object?> record, string name)
    {
        bool isTaken = record.Keys.Contains(name, System.StringComparer.OrdinalIgnoreCase);
        if (isTaken && !_hasWarned)
        {
            _hasWarned = true;
            command.WriteWarning($"The schema has a field {name} of its own: it is shown, and not that of the job.");
        }

        return isTaken;
    }
}
