using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>
/// A body that may not be longer than a limit, counted after decompression: neither an endless answer nor a small one
/// that unpacks to gigabytes fills the memory of the process.
/// </summary>
/// <param name="inner">The body.</param>
/// <param name="limit">How many bytes it may have.</param>
/// <param name="kept">How many of its first bytes are kept for whoever has to say what it was.</param>
[SuppressMessage("Performance", "CA1844", Justification = "The base class hands memory that is an array to the overload below, and .NET Framework has no other.")]
internal sealed class LimitedStream(Stream inner, long limit, int kept) : Stream
{
    private readonly MemoryStream _beginning = new();

    private readonly long _limit = limit;
    private long _left = limit;

    /// <summary>The first bytes, of what has been read.</summary>
    public byte[] Beginning => _beginning.ToArray();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count), buffer, offset);

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Count(await inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false), buffer, offset);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int read, byte[] buffer, int offset)
    {
        _beginning.Write(buffer, offset, Math.Min(read, kept - (int)_beginning.Length));
        _left -= read;
        return _left >= 0 ? read : throw new InvalidDataException($"the answer is longer than {_limit / (1024 * 1024)} MB");
    }
}
