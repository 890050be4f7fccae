using System;
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
    private readonly MemoryStream _beginning = new();

    private readonly long _limit = limit;
    private long _left = limit;

    /// <summary>The first bytes, of what has been read.</summary>
    public byte[] Beginning => _beginning.ToArray();

    protected override int Pass(int read, byte[] buffer, int offset)
    {
        _beginning.Write(buffer, offset, Math.Min(read, kept - (int)_beginning.Length));
        _left -= read;
        return _left >= 0 ? read : throw new InvalidDataException($"the answer is longer than {_limit / (1024 * 1024)} MB");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
