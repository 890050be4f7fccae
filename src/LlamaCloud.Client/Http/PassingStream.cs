using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>A stream that is read, and that sees what goes by.</summary>
/// <param name="inner">Where it comes from.</param>
[SuppressMessage(
    "Performance", "CA1844",
    Justification = "The base class hands memory that is an array to the overload below, and .NET Framework has no other.")]
internal abstract class PassingStream(Stream inner) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Pass(inner.Read(buffer, offset, count), buffer, offset);

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Pass(await inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false), buffer, offset);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Something went by.</summary>
    /// <param name="read">How many bytes.</param>
    /// <param name="buffer">Where they are.</param>
    /// <param name="offset">From where on.</param>
    /// <returns>How many there are for the reader.</returns>
    protected abstract int Pass(int read, byte[] buffer, int offset);
}
