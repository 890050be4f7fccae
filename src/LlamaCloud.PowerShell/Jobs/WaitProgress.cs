using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>The progress of waiting: how many have ended, how many are in which status, and for how long it has lasted.</summary>
internal sealed class WaitProgress(RequestCmdlet command, string plural)
{
    private readonly ProgressBar _bar = new(command, $"Waiting for {plural}");
    private int _all;
    private int _ended;

    /// <summary>One more is waited for.</summary>
    public void Take() => _all++;

    /// <summary>One has ended.</summary>
    public void End() => _ended++;

    /// <summary>Shows it, if it is time to. For one job too: it may take minutes, and nothing else says that it goes on.</summary>
    public void Show(IEnumerable<LlamaCloudJob?> pending, TimeSpan elapsed) =>
        _bar.Show(elapsed, () => (Status(pending, elapsed), _all > 1 ? 100 * _ended / _all : -1));

    /// <summary>Takes it away again.</summary>
    public void Complete() => _bar.Complete();

    private string Status(IEnumerable<LlamaCloudJob?> pending, TimeSpan elapsed)
    {
        IEnumerable<string> counts = pending
            .GroupBy(job => job?.Status ?? "not seen yet")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Format(CultureInfo.CurrentCulture, "{0:N0} {1}", group.Count(), group.Key));
        return string.Format(
            CultureInfo.CurrentCulture, "{0:N0} of {1:N0} ended, {2}, {3:h\\:mm\\:ss}", _ended, _all, string.Join(", ", counts), elapsed);
    }
}
