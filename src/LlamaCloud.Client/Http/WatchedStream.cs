using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>The contents of a file on their way; says when some of them go by.</summary>
/// <param name="inner">Where they come from; closed with this.</param>
/// <param name="passing">Is told how many bytes went by.</param>
/// <param name="isLocal">
/// Whether they come from a file on this machine, so that a failure to read them is no failure of the service's.
/// </param>
/// <param name="isKeptOpen">Whether they are somebody else's to close.</param>
internal sealed class WatchedStream(Stream inner, Action<int> passing, bool isLocal = false, bool isKeptOpen = false) : PassingStream(inner)
{
    private readonly Stream _inner = inner;

    public override bool CanSeek => _inner.CanSeek;

    public override long Length => _inner.Length;

    public override long Position
    {
        get => _inner.Position;
        set => _inner.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        isLocal ? LocalFileException.Guard(() => base.Read(buffer, offset, count)) : base.Read(buffer, offset, count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => isLocal
        ? LocalFileException.GuardAsync(() => base.ReadAsync(buffer, offset, count, cancellationToken))
        : base.ReadAsync(buffer, offset, count, cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => _inner.Seek(offset, origin);

    protected override int Pass(int read, byte[] buffer, int offset)
    {
        passing(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isKeptOpen)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
