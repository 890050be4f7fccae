using System;
using System.Globalization;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>
/// The progress of work on many items: only past a second and one item, or the contents of a file, and not oftener than
/// anybody can read.
/// </summary>
internal sealed class WindowProgress(Cmdlet cmdlet, string activity, TransferCount? transfer = null)
{
    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_distance = TimeSpan.FromMilliseconds(200);

    private readonly long _begun = TimeProvider.System.GetTimestamp();
    private long _shown;
    private int _done;
    private int _failed;

    /// <summary>One more item is done.</summary>
    public void Count(bool failed)
    {
        _done++;
        _failed += failed ? 1 : 0;
        Show();
    }

    /// <summary>Shows how far it is, if it is time to.</summary>
    public void Show()
    {
        if ((_done > 1 || transfer?.HasBegun == true)
            && TimeProvider.System.GetElapsedTime(_begun) >= s_delay
            && (_shown == 0 || TimeProvider.System.GetElapsedTime(_shown) >= s_distance))
        {
            _shown = TimeProvider.System.GetTimestamp();
            string failures = _failed == 0 ? string.Empty : string.Format(CultureInfo.CurrentCulture, " ({0:N0} failed)", _failed);
            string status = string.Format(CultureInfo.CurrentCulture, "{0:N0}{1}", _done, failures) + (transfer is null ? string.Empty : $", {transfer}");
            cmdlet.WriteProgress(new ProgressRecord(1, activity, status) { PercentComplete = transfer?.Percent ?? -1 });
        }
    }

    /// <summary>Takes it away again.</summary>
    public void Complete()
    {
        if (_shown == 0)
        {
            return;
        }

        _shown = 0;
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
