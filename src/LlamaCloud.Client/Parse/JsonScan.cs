using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace LlamaCloud;

/// <summary>
/// Walks through JSON of any size without reading it into memory, and says where values begin and end. What is in a value is for
/// whoever reads it then; here only what holds it together is looked at.
/// </summary>
/// <param name="json">The JSON, in UTF-8.</param>
internal sealed class JsonScan(Stream json)
{
    private const int LongestName = 200;

    private readonly byte[] _buffer = new byte[81920];
    private long _before;
    private int _next;
    private int _end;

    /// <summary>Where the next byte is.</summary>
    public long Position => _before + _next;

    /// <summary>The next byte that is no white space, which stays; 0 at the end.</summary>
    public byte Peek()
    {
        while (Fill() && _buffer[_next] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _next++;
        }

        return Fill() ? _buffer[_next] : (byte)0;
    }

    /// <summary>Goes past the byte order mark that some put before JSON.</summary>
    public void SkipByteOrderMark()
    {
        if (Fill() && _end - _next >= 3 && _buffer[_next] == 0xEF && _buffer[_next + 1] == 0xBB && _buffer[_next + 2] == 0xBF)
        {
            _next += 3;
        }
    }

    /// <summary>Reads an object.</summary>
    /// <param name="field">Is given the name of each field, and goes past its value.</param>
    public void Object(Action<string> field) => Each((byte)'{', (byte)'}', () =>
    {
        string name = Name();
        Expect((byte)':');
        Peek();
        field(name);
    });

    /// <summary>Reads a list.</summary>
    /// <param name="item">Goes past an item.</param>
    public void Array(Action item) => Each((byte)'[', (byte)']', item);

    /// <summary>Goes past a value, which is a whole number or not.</summary>
    /// <returns>The number; null when it is none, or one that no page has.</returns>
    public int? Number()
    {
        if (Peek() is not (>= (byte)'0' and <= (byte)'9'))
        {
            Value();
            return null;
        }

        StringBuilder digits = new();
        Scalar(digits);
        return int.TryParse(digits.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    /// <summary>Goes to the end.</summary>
    /// <exception cref="InvalidDataException">There is something before it.</exception>
    public void End()
    {
        Peek();
        if (Fill())
        {
            throw Broken();
        }
    }

    /// <summary>Goes past a value.</summary>
    /// <returns>Where it begins and how long it is.</returns>
    public (long Start, long Length) Value()
    {
        byte first = Peek();
        long start = Position;
        switch (first)
        {
            case (byte)'{' or (byte)'[':
                Nested();
                break;
            case (byte)'"':
                Text();
                break;
            default:
                Scalar();
                break;
        }

        return Position > start ? (start, Position - start) : throw Broken();
    }

    private void Each(byte open, byte close, Action one)
    {
        Expect(open);
        if (Peek() == close)
        {
            _next++;
            return;
        }

        while (true)
        {
            Peek();
            one();
            byte after = Peek();
            Expect(after == close ? close : (byte)',');
            if (after == close)
            {
                return;
            }
        }
    }

    private string Name()
    {
        long start = Position;
        StringBuilder name = new();
        Text(c =>
        {
            if (name.Length < LongestName)
            {
                name.Append((char)c);
            }
        });
        return Position > start ? name.ToString() : throw Broken();
    }

    private void Nested()
    {
        int depth = 0;
        do
        {
            switch (Read())
            {
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    break;
                case (byte)'"':
                    _next--;
                    Text();
                    break;
            }
        }
        while (depth > 0);
    }

    private void Text(Action<byte>? take = null)
    {
        Expect((byte)'"');
        for (byte c = Read(); c != (byte)'"'; c = Read())
        {
            take?.Invoke(c);
            if (c == (byte)'\\')
            {
                byte escaped = Read();
                take?.Invoke(escaped);
            }
        }
    }

    private void Scalar(StringBuilder? taken = null)
    {
        while (Fill() && _buffer[_next] is not ((byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
        {
            // What is longer is no number that anybody could mean.
            if (taken?.Length < LongestName)
            {
                taken.Append((char)_buffer[_next]);
            }

            _next++;
        }
    }

    private void Expect(byte wanted)
    {
        if (Peek() != wanted || wanted == 0)
        {
            throw Broken();
        }

        _next++;
    }

    private byte Read() => Fill() ? _buffer[_next++] : throw Broken();

    private bool Fill()
    {
        if (_next < _end)
        {
            return true;
        }

        _before += _end;
        _next = 0;
        _end = json.Read(_buffer, 0, _buffer.Length);
        return _end > 0;
    }

    private static InvalidDataException Broken() => new("it cannot be read");
}
