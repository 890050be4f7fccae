using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Emulator.Files;

/// <summary>
/// The parts of a multipart body, one after the other as they arrive (RFC 2046, section 5.1). The framework's reader takes
/// every head for UTF-8, and what is not becomes question marks; here a test sees the very bytes.
/// </summary>
internal sealed class MultipartBody(Stream body, string boundary)
{
    private const int LongestHead = 16 * 1024;

    private static readonly byte[] s_headEnd = "\r\n\r\n"u8.ToArray();

    private readonly byte[] _delimiter = Encoding.Latin1.GetBytes("\r\n--" + boundary);
    private readonly byte[] _buffer = NewBuffer();
    private int _start;

    // The line break before the first delimiter may be missing, so there is always one.
    private int _end = 2;

    /// <summary>Goes to the next part, past what is left of the one before. Null after the last one.</summary>
    /// <exception cref="InvalidDataException">The body is not what it should be, or ends before it should.</exception>
    public async Task<PartHead?> NextAsync(CancellationToken cancellation)
    {
        byte[] rest = new byte[16 * 1024];
        while (await ReadAsync(rest, cancellation) > 0)
        {
        }

        _start += _delimiter.Length;
        while (_end - _start < 2)
        {
            await FillAsync(cancellation);
        }

        if (_buffer.AsSpan(_start).StartsWith("--"u8))
        {
            // To the very end, so that a request which is cut there is no upload either.
            while (await body.ReadAsync(rest, cancellation) > 0)
            {
            }

            return null;
        }

        // The head begins with the line break after the delimiter: a part without any header has just the two.
        int length;
        while ((length = _buffer.AsSpan(_start.._end).IndexOf(s_headEnd)) < 0)
        {
            if (_end - _start > LongestHead)
            {
                throw new InvalidDataException("The head of a part is too long.");
            }

            await FillAsync(cancellation);
        }

        string head = Encoding.Latin1.GetString(_buffer.AsSpan(_start, length));
        _start += length + s_headEnd.Length;
        return PartHead.Read(head);
    }

    /// <summary>Reads on in the part. 0 at its end.</summary>
    /// <exception cref="InvalidDataException">The body ends within the part.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellation)
    {
        while (true)
        {
            int at = _buffer.AsSpan(_start.._end).IndexOf(_delimiter);
            // Without a delimiter in sight, the last bytes may be the beginning of one.
            int ready = at >= 0 ? at : _end - _start - _delimiter.Length + 1;
            if (at == 0 || ready > 0)
            {
                int count = Math.Min(ready, into.Length);
                _buffer.AsMemory(_start, count).CopyTo(into);
                _start += count;
                return count;
            }

            await FillAsync(cancellation);
        }
    }

    private static byte[] NewBuffer()
    {
        byte[] buffer = new byte[64 * 1024];
        "\r\n"u8.CopyTo(buffer);
        return buffer;
    }

    private async Task FillAsync(CancellationToken cancellation)
    {
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int read = await body.ReadAsync(_buffer.AsMemory(_end), cancellation);
        if (read == 0)
        {
            throw new InvalidDataException("The body ends within a part.");
        }

        _end += read;
    }
}
