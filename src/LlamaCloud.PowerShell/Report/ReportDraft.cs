using System;
using System.IO;

namespace LlamaCloud.PowerShell.Report;

/// <summary>A report while its rows arrive.</summary>
/// <param name="page">The page that it becomes.</param>
internal sealed class ReportDraft(ReportPage page) : IDisposable
{
    private readonly ReportTotals _totals = new();
    private readonly ReportRows _rows = new();

    /// <summary>Adds a row.</summary>
    public void Add(ReportRow row)
    {
        _totals.Add(row);
        _rows.Add(row, page.Row(row));
    }

    /// <summary>Writes the page with all of them.</summary>
    public void WriteTo(Stream stream) => page.Write(stream, _totals, _rows);

    public void Dispose() => _rows.Dispose();
}
