using System;
using System.Buffers;
using System.IO;

namespace LlamaCloud.Http;

/// <summary>
/// A body that may not be longer than a limit, counted after decompression: neither an endless answer nor a small one
/// that unpacks to gigabytes fills the memory of the process.
/// </summary>
/// <param name="inner">The body; closed with this.</param>
/// <param name="limit">How many bytes it may have.</param>
/// <param name="kept">How many of its first bytes are kept for whoever has to say what it was.</param>
internal sealed class LimitedStream(Stream inner, long limit, int kept) : PassingStream(inner)
{
    private readonly Stream _inner = inner;
    // Of the most answers nobody asks for it: the room for it goes from one to the next.
    private byte[]? _beginning;
    private int _held;

    private readonly long _limit = limit;
    private long _left = limit;

    /// <summary>The first bytes, of what has been read; empty once this is closed.</summary>
    public byte[] Beginning => _beginning is null ? [] : _beginning.AsSpan(0, _held).ToArray();

    protected override int Pass(int read, byte[] buffer, int offset)
    {
        int more = Math.Min(read, kept - _held);
        if (more > 0)
        {
            Hold(buffer.AsSpan(offset, more));
        }

        _left -= read;
        return _left >= 0 ? read : throw new InvalidDataException($"the answer is longer than {_limit / (1024 * 1024)} MB");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
            Release();
        }

        base.Dispose(disposing);
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (_beginning is null || _beginning.Length < _held + bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(kept, Math.Max(Redaction.LeastKept, 2 * (_held + bytes.Length))));
            _beginning?.AsSpan(0, _held).CopyTo(larger);
            Release();
            _beginning = larger;
        }

        bytes.CopyTo(_beginning.AsSpan(_held));
        _held += bytes.Length;
    }

    private void Release()
    {
        if (_beginning is not null)
        {
            ArrayPool<byte>.Shared.Return(_beginning);
            _beginning = null;
        }
    }
}
