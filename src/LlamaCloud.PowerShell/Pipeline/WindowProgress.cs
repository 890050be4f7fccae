using System;
using System.Globalization;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>The progress of work on many items: only past one item, or the beginning of the contents of a file.</summary>
internal sealed class WindowProgress
{
    private readonly ProgressBar _bar;
    private readonly TransferCount? _transfer;
    private readonly Func<(string Status, int Percent)> _read;
    private readonly long _begun = TimeProvider.System.GetTimestamp();
    private int _done;
    private int _failed;

    /// <param name="cmdlet">The command.</param>
    /// <param name="activity">What it does.</param>
    /// <param name="transfer">The bytes of files that go by meanwhile; null where that is no matter.</param>
    public WindowProgress(RequestCmdlet cmdlet, string activity, TransferCount? transfer = null)
    {
        _bar = new ProgressBar(cmdlet, activity);
        _transfer = transfer;
        _read = () => (Status(), transfer?.Percent ?? -1);
    }

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
        if (_done > 1 || _transfer?.HasBegun == true)
        {
            _bar.Show(TimeProvider.System.GetElapsedTime(_begun), _read);
        }
    }

    /// <summary>Takes it away again.</summary>
    public void Complete() => _bar.Complete();

    private string Status()
    {
        string failures = _failed == 0 ? string.Empty : string.Format(CultureInfo.CurrentCulture, " ({0:N0} failed)", _failed);
        return string.Format(CultureInfo.CurrentCulture, "{0:N0}{1}", _done, failures)
            + (_transfer?.HasBegun == true ? $", {_transfer}" : string.Empty);
    }
}
