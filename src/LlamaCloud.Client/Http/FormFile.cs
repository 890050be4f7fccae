using System;
using System.IO;

namespace LlamaCloud.Http;

/// <summary>The contents of a file on their way into a form: a file that each attempt opens, or a stream of the caller's.</summary>
internal sealed class FormFile
{
    private readonly Stream? _stream;
    private readonly long _start;
    private bool _hasBegun;

    private FormFile(string name, string? path, Stream? stream)
    {
        Name = name;
        Path = path;
        _stream = stream;
        _start = stream?.CanSeek == true ? stream.Position : 0;
    }

    /// <summary>The name that the form gives it.</summary>
    public string Name { get; }

    /// <summary>Where it is; null for a stream.</summary>
    public string? Path { get; }

    /// <summary>Whether it can be read from its beginning once more. What has left a stream that cannot seek is gone.</summary>
    public bool CanSendAgain => !_hasBegun || _stream?.CanSeek != false;

    public static FormFile At(string path) => new(System.IO.Path.GetFileName(path), path, null);

    public static FormFile Of(Stream stream, string name) => new(name, null, stream);

    /// <summary>Opens it at its beginning.</summary>
    /// <param name="passing">Is told how many bytes went by.</param>
    /// <exception cref="LocalFileException">It cannot be opened.</exception>
    public Stream Open(Action<int> passing)
    {
        if (_stream is null)
        {
            return new WatchedStream(
                LocalFileException.Guard(
                    () => new FileStream(Path!, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 81920, useAsync: true)),
                passing,
                isLocal: true);
        }

        if (_stream.CanSeek)
        {
            LocalFileException.Guard(() => _stream.Position = _start);
        }

        return new WatchedStream(
            _stream,
            count =>
            {
                _hasBegun = true;
                passing(count);
            },
            isLocal: true,
            isKeptOpen: true);
    }
}
