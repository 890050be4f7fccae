using System;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>A progress bar that only comes after a second, changes no oftener than anybody can read, and goes when it is done.</summary>
/// <param name="cmdlet">The command.</param>
/// <param name="activity">What it does.</param>
internal sealed class ProgressBar(RequestCmdlet cmdlet, string activity)
{
    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_distance = TimeSpan.FromMilliseconds(200);

    private TimeSpan? _shown;

    /// <summary>Shows it, if it is time to.</summary>
    /// <param name="elapsed">How long the work has lasted.</param>
    /// <param name="read">What is shown: a text, and how much is done in percent; -1 where that is not known.</param>
    public void Show(TimeSpan elapsed, Func<(string Status, int Percent)> read)
    {
        if (elapsed >= s_delay && !(elapsed - _shown < s_distance))
        {
            _shown = elapsed;
            (string status, int percent) = read();
            cmdlet.WriteProgress(new ProgressRecord(1, activity, status) { PercentComplete = percent });
        }
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
            cmdlet.WriteProgress(new ProgressRecord(1, activity, activity) { RecordType = ProgressRecordType.Completed });
        }
        catch (PipelineStoppedException)
        {
            // The pipeline has been stopped, and its host takes the bar away.
        }
    }
}
