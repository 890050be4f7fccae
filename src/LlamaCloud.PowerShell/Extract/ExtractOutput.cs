using System.Collections.Generic;
using System.Linq;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Extract;

/// <summary>Makes rows of the records of jobs.</summary>
/// <param name="command">The command, which is told of names that are taken.</param>
/// <param name="hasOrigin">Whether the name of the file and the id of the job come first.</param>
internal sealed class ExtractOutput(RequestCmdlet command, bool hasOrigin)
{
    private bool _hasWarned;

    /// <summary>The rows of a job.</summary>
    public IEnumerable<ExtractRow> Read(ExtractJob job)
    {
        foreach (IReadOnlyDictionary<string, object?> record in job.GetRecords())
        {
            yield return new ExtractRow(hasOrigin ? [.. Origin(job).Where(one => !IsTaken(record, one.Key))] : [], record);
        }
    }

    private static KeyValuePair<string, object?>[] Origin(ExtractJob job) =>
        [new(nameof(job.FileName), job.FileName), new(nameof(job.JobId), job.JobId)];

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
