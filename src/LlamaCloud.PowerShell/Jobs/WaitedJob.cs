using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>A job that is waited for, and what is known of it.</summary>
internal sealed class WaitedJob<TJob>(string id, RequestScope scope, TimeSpan since)
    where TJob : LlamaCloudJob
{
    /// <summary>What it came as. A transaction id that is used again answers the job that was started before.</summary>
    public List<JobReference> Inputs { get; } = [];

    public string Id => id;

    public RequestScope Scope => scope;

    /// <summary>When it began to be waited for, counted from the beginning of the wait.</summary>
    public TimeSpan Since => since;

    /// <summary>The job as the service last gave it; null until it did.</summary>
    public TJob? LastSeen { get; set; }

    /// <summary>Why it could not be read when it was asked for last; null when it could.</summary>
    public LlamaCloudException? LastFailure { get; set; }

    /// <summary>The number of the look that last asked for it, whatever came of that; 0 before the first.</summary>
    public int CheckedIn { get; set; }

    /// <summary>Whether it has ended, and is only asked what it has cost.</summary>
    public bool HasEnded { get; set; }

    /// <summary>How many lists in a row it was missing from.</summary>
    public int Missed { get; set; }

    /// <summary>The job as it was last seen, once for each input; nothing before it was.</summary>
    public IEnumerable<PSObject> Outputs => LastSeen is TJob job ? Inputs.Select(input => input.Join(job)) : [];

    /// <summary>What an error about it is about, once for each input: the job as it was last seen, or the id.</summary>
    public IEnumerable<object> Targets => LastSeen is null ? Inputs.Select(_ => (object)id) : Outputs;
}
