using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud;

/// <summary>
/// The words by which a product says how far a job is. They are compared in any case, and sent as the service spells them.
/// </summary>
public sealed class JobStatuses
{
    private readonly string[] _running;

    internal JobStatuses(string[] running, string succeeded, string failed, string cancelled)
    {
        _running = running;
        Succeeded = succeeded;
        Failed = failed;
        Cancelled = cancelled;
    }

    /// <summary>The words of a job that goes on.</summary>
    public IReadOnlyList<string> Running => _running;

    /// <summary>The word of a job that has a result.</summary>
    public string Succeeded { get; }

    /// <summary>The word of a job that has failed.</summary>
    public string Failed { get; }

    /// <summary>The word of a job that was cancelled.</summary>
    public string Cancelled { get; }

    /// <summary>Every word that is known, from the first to the last of a job's life.</summary>
    public IReadOnlyList<string> All => [.. _running, Succeeded, Failed, Cancelled];

    /// <summary>The words of most products.</summary>
    internal static JobStatuses Usual { get; } = new(["PENDING", "RUNNING"], "COMPLETED", "FAILED", "CANCELLED");

    /// <summary>Whether a job will not change any more.</summary>
    /// <param name="status">Its status.</param>
    public bool HasEnded(string status) => HasSucceeded(status) || HasFailed(status) || IsCancelled(status);

    /// <summary>Whether a job has a result.</summary>
    /// <param name="status">Its status.</param>
    public bool HasSucceeded(string status) => Is(status, Succeeded);

    /// <summary>Whether a job has failed.</summary>
    /// <param name="status">Its status.</param>
    public bool HasFailed(string status) => Is(status, Failed);

    /// <summary>Whether a job was cancelled.</summary>
    /// <param name="status">Its status.</param>
    public bool IsCancelled(string status) => Is(status, Cancelled);

    /// <summary>Whether a status is one that is known.</summary>
    /// <param name="status">The status.</param>
    public bool IsKnown(string status) => All.Contains(status, StringComparer.OrdinalIgnoreCase);

    /// <summary>A status as the service spells it.</summary>
    /// <param name="status">The status in any case, or one that is not known.</param>
    /// <returns>The service's spelling; of one that is not known, the text in the case that the known ones have.</returns>
    public string Spell(string status)
    {
        string word = (status ?? throw new ArgumentNullException(nameof(status))).Trim();
        return All.FirstOrDefault(known => Is(word, known))
            ?? (char.IsLower(Succeeded[0]) ? word.ToLowerInvariant() : word.ToUpperInvariant());
    }

    private static bool Is(string status, string word) => string.Equals(status, word, StringComparison.OrdinalIgnoreCase);
}
