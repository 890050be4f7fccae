using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Classify;

/// <summary>The progress of waiting: how many have ended, how many are in which status, and for how long it has lasted.</summary>
internal sealed class WaitProgress(Cmdlet command)
{
    private const string Activity = "Waiting for classify jobs";

    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_distance = TimeSpan.FromMilliseconds(200);

    private int _all;
    private int _ended;
    private TimeSpan? _shown;

    /// <summary>One more is waited for.</summary>
    public void Take() => _all++;

    /// <summary>One has ended.</summary>
    public void End() => _ended++;

    /// <summary>Shows it, if it is time to.</summary>
    public void Show(IEnumerable<PendingJob> pending, TimeSpan elapsed)
    {
        if (_all < 2 || elapsed < s_delay || elapsed - _shown < s_distance)
        {
            return;
        }

        _shown = elapsed;
        IEnumerable<string> counts = pending
            .GroupBy(job => job.LastSeen?.Status ?? "not seen yet")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Format(CultureInfo.CurrentCulture, "{0:N0} {1}", group.Count(), group.Key));
        string status = string.Format(CultureInfo.CurrentCulture, "{0:N0} of {1:N0} ended, {2}, {3:h\\:mm\\:ss}", _ended, _all, string.Join(", ", counts), elapsed);
        command.WriteProgress(new ProgressRecord(1, Activity, status) { PercentComplete = 100 * _ended / _all });
    }

    /// <summary>Takes it away again.</summary>
    public void Complete()
    {
        if (_shown is null)
        {
            return;
        }

        _shown = null;
        try
        {
            command.WriteProgress(new ProgressRecord(1, Activity, Activity) { RecordType = ProgressRecordType.Completed });
        }
        catch (PipelineStoppedException)
        {
            // The pipeline has been stopped, and its host takes the bar away.
        }
    }
}
