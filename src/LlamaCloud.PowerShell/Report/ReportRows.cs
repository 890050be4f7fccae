using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace LlamaCloud.PowerShell.Report;

/// <summary>
/// The rows as they will be written, in a temporary file that is gone with this: which comes first is known when all have come, and memory
/// holds only where each is.
/// </summary>
internal sealed class ReportRows : IDisposable
{
    // Its name is made by the system, which on Unix lets nobody else read it.
    private readonly FileStream _file = new(
        Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose);
    private readonly List<Place> _places = [];

    /// <summary>Adds a row.</summary>
    public void Add(ReportRow row, string html)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(html);
        // Of those that a person should look at the least certain first.
        _places.Add(new Place(_file.Position, bytes.Length, row.Outcome, row.Outcome == ReportOutcome.Check ? (float)(row.Score ?? 0) : 0));
        _file.Write(bytes, 0, bytes.Length);
    }

    /// <summary>Writes all of them, in the order of the report.</summary>
    public void CopyTo(Stream page)
    {
        byte[] buffer = [];
        foreach (Place place in _places.OrderBy(place => place.Outcome).ThenBy(place => place.Score).ThenBy(place => place.Offset))
        {
            buffer = buffer.Length < place.Length ? new byte[place.Length * 2] : buffer;
            _file.Position = place.Offset;
            for (int read = 0; read < place.Length;)
            {
                int more = _file.Read(buffer, read, place.Length - read);
                read += more > 0 ? more : throw new EndOfStreamException("The temporary file of the report has been cut.");
            }

            page.Write(buffer, 0, place.Length);
        }
    }

    public void Dispose() => _file.Dispose();

    private readonly record struct Place(long Offset, int Length, ReportOutcome Outcome, float Score);
}
