using System.Collections.Generic;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>A job that is to be started.</summary>
/// <param name="Document">What it is about.</param>
/// <param name="Request">The job; without its document while that is not uploaded.</param>
/// <param name="Scope">Where it will belong.</param>
/// <param name="HasOwnTransaction">Whether the user gave the transaction id, so that it may have been used before.</param>
/// <param name="Input">What came through the pipeline for it; null when nothing did.</param>
internal sealed record PendingStart(DocumentInput Document, JobRequest Request, RequestScope Scope, bool HasOwnTransaction, object? Input)
{
    /// <summary>The fields on the wire that came with the document, so that another one may have them otherwise.</summary>
    public IReadOnlyCollection<string> OwnFields { get; init; } = [];

    /// <summary>The file once it is uploaded; null before, and where nothing is.</summary>
    public LlamaCloudFile? Uploaded { get; set; }

    /// <summary>Whether the job that its transaction id was used for before is being looked for.</summary>
    public bool IsLookedFor { get; set; }

    /// <summary>What it is called in messages.</summary>
    public string Name => Document.Title;
}
