using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>The contents of a file on their way; says when some of them go by.</summary>
/// <param name="inner">Where they come from; closed with this.</param>
/// <param name="passing">Is told how many bytes went by.</param>
/// <param name="isLocal">Whether they come from a file on this machine, so that a failure to read them is no failure of the service's.</param>
/// <param name="isKeptOpen">Whether they are somebody else's to close.</param>
[SuppressMessage("Performance", "CA1844", Justification = "The base class hands memory that is an array to the overload below, and .NET Framework has no other.")]
internal sealed class WatchedStream(Stream inner, Action<int> passing, bool isLocal = false, bool isKeptOpen = false) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return Pass(inner.Read(buffer, offset, count));
        }
        catch (IOException problem) when (isLocal)
        {
            throw new LocalFileException(problem);
        }
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            return Pass(await inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false));
        }
        catch (IOException problem) when (isLocal)
        {
            throw new LocalFileException(problem);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isKeptOpen)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Pass(int count)
    {
        passing(count);
        return count;
    }
}
