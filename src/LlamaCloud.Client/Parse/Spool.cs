using System;
using System.IO;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>A body that is read more than once: in memory while it is small, and else in a temporary file that is gone with it.</summary>
internal sealed class Spool : IDisposable
{
    private const int MostInMemory = 2 * 1024 * 1024;

    private Stream _content = new MemoryStream();

    /// <summary>What was written, to be read anywhere.</summary>
    public Stream Content => _content;

    /// <summary>Whether it is in a file.</summary>
    public bool IsInFile => _content is FileStream;

    /// <summary>Forgets what was written.</summary>
    public void Clear() => _content.SetLength(0);

    /// <summary>Adds to the end.</summary>
    /// <exception cref="LocalFileException">The temporary file cannot be written.</exception>
    public void Write(byte[] bytes, int count) => LocalFileException.Guard(() =>
    {
        if (!IsInFile && _content.Length + count > MostInMemory)
        {
            MoveToFile();
        }

        _content.Write(bytes, 0, count);
    });

    public void Dispose() => _content.Dispose();

    private void MoveToFile()
    {
        // Its name is made by the system, which on Unix lets nobody else read it.
        FileStream file = new(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose);
        _content.Position = 0;
        _content.CopyTo(file);
        _content.Dispose();
        _content = file;
    }
}
