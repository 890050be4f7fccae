using System.IO;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Parse;

/// <summary>A job has completed, and has no result of a kind that every document has.</summary>
/// <param name="id">The job.</param>
/// <param name="format">What it has none of.</param>
internal sealed class ResultMissingException(string id, string format)
    : IOException(
        $"{ParseOutcome.Missing(id, format)} Nothing of it was saved. Leave {format} out of -Format, or start another job for its document.")
{
    /// <summary>The error about it.</summary>
    public ErrorRecord ToError() => new(this, "ParseJobResultMissing", ErrorCategory.ObjectNotFound, id);
}
