using System;
using System.Globalization;
using System.Threading;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>The bytes of all files of a command that are on their way. Counted on any thread, read on the pipeline's.</summary>
internal sealed class TransferCount
{
    private const double Megabyte = 1024 * 1024;

    private long _done;
    private long _all;

    /// <summary>Whether anything is on its way.</summary>
    public bool HasBegun => Interlocked.Read(ref _done) > 0;

    /// <summary>How much of what is expected has gone by, from 0 to 100; -1 where that is not known.</summary>
    public int Percent => Interlocked.Read(ref _all) is > 0 and long all ? (int)Math.Min(100, 100 * Interlocked.Read(ref _done) / all) : -1;

    /// <summary>So many bytes more will go by.</summary>
    public void Expect(long bytes) => Interlocked.Add(ref _all, bytes);

    /// <summary>Counts one file: is told how many of its bytes went by, again from 0 when it begins anew.</summary>
    public Action<long> Begin()
    {
        long last = 0;
        return now =>
        {
            Interlocked.Add(ref _done, now - last);
            last = now;
        };
    }

    /// <summary>For a progress bar: <c>12.3 of 512.0 MB</c>.</summary>
    public override string ToString()
    {
        string done = (Interlocked.Read(ref _done) / Megabyte).ToString("N1", CultureInfo.CurrentCulture);
        return Interlocked.Read(ref _all) is > 0 and long all
            ? $"{done} of {(all / Megabyte).ToString("N1", CultureInfo.CurrentCulture)} MB"
            : $"{done} MB";
    }
}
