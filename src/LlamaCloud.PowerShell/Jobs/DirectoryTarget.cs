using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>A directory of the service into which files go.</summary>
/// <param name="Id">Its id, <c>dir-...</c>.</param>
/// <param name="Scope">Where it is.</param>
internal sealed record DirectoryTarget(string Id, RequestScope Scope)
{
    /// <summary>What was there before, by unique id.</summary>
    public Dictionary<string, LlamaCloudDirectoryFile> Known { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of them that came again. Noted on any thread.</summary>
    public ConcurrentDictionary<string, bool> Met { get; } = new(StringComparer.Ordinal);

    /// <summary>Why nothing can be added any more, and what to do: the end of a message; null where something can.</summary>
    public string? WhyClosed { get; init; }
}

/// <summary>A file that is to be in a directory.</summary>
/// <param name="Name">Its name in messages: its path or its id.</param>
/// <param name="Upload">What is sent; null for a file that the service has.</param>
/// <param name="FileId">The file that the service has; null for one that is sent.</param>
/// <param name="SourcePath">Its whole path on this machine; null for what has none.</param>
/// <param name="Input">What came through the pipeline for it; null when nothing did.</param>
internal sealed record PendingDirectoryFile(
    string Name, FileUpload? Upload, string? FileId, string? SourcePath, object? Input);

/// <summary>A file came too late for its directory.</summary>
internal sealed class DirectoryClosedException(string message) : InvalidOperationException(message)
{
    /// <summary>The error about it.</summary>
    public ErrorRecord ToError(string name) =>
        new(new InvalidOperationException(Message), "LlamaCloudDirectoryClosed", ErrorCategory.InvalidOperation, name);
}
