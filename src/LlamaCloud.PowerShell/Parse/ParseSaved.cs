using System.Collections.Generic;

namespace LlamaCloud.PowerShell.Parse;

/// <summary>What became of saving the results of one job.</summary>
/// <param name="Job">The job as it is.</param>
/// <param name="Files">The files and folders that were saved.</param>
/// <param name="FailedPages">The pages that failed, and why.</param>
/// <param name="Missing">The formats that the job has no result of.</param>
internal sealed record ParseSaved(
    ParseJob Job, IReadOnlyList<string> Files, IReadOnlyList<(int Number, string? Error)> FailedPages, IReadOnlyList<string> Missing)
{
    /// <summary>What has to be said of the place; null for nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>Whether the document has no pages, so that what was saved is empty.</summary>
    public bool HasNoPages { get; init; }

    /// <summary>Where its files are already, so that it was left out; null where it was saved.</summary>
    public string? DoneAt { get; init; }
}
