using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Classify;

/// <summary>A job that is waited for: how to ask for it, and what its object carried that the service does not know.</summary>
internal sealed class PendingJob
{
    private readonly PSNoteProperty[] _notes;

    /// <param name="id">The id.</param>
    /// <param name="scope">Where it is looked for.</param>
    /// <param name="source">The object it came as; null when it came as an id.</param>
    public PendingJob(string id, RequestScope scope, PSObject? source)
    {
        Id = id;
        Scope = scope;
        _notes = [.. source?.Properties.OfType<PSNoteProperty>() ?? []];
    }

    public string Id { get; }

    public RequestScope Scope { get; }

    /// <summary>The job as the service last gave it; null until it did.</summary>
    public ClassifyJob? LastSeen { get; set; }

    /// <summary>Whether it has been asked for, whatever came of it.</summary>
    public bool WasChecked { get; set; }

    /// <summary>The job with what its object carried: a name of a file that somebody added is still there.</summary>
    public PSObject Join(ClassifyJob job)
    {
        PSObject joined = new(job);
        foreach (PSNoteProperty note in _notes.Where(note => joined.Properties[note.Name] is null))
        {
            joined.Properties.Add(new PSNoteProperty(note.Name, note.Value));
        }

        return joined;
    }
}
