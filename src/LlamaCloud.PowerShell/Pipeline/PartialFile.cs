using System;
using System.IO;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>A file that is on its way. It has another name until it is whole, and is gone when it never becomes so.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _target;
    private readonly string _partial;
    private FileStream? _stream;

    /// <param name="target">The whole path that it will have.</param>
    public PartialFile(string target)
    {
        _target = target;
        // Beside it: a rename within one file system is all or nothing.
        _partial = Path.Combine(Path.GetDirectoryName(target)!, $".{Guid.NewGuid():N}.partial");
    }

    /// <summary>Opens it, empty.</summary>
    public Stream Open()
    {
        _stream?.Dispose();
        _stream = new FileStream(_partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 81920);
        return _stream;
    }

    /// <summary>It is whole: it takes its place, and that of a file which was there.</summary>
    public void Complete()
    {
        _stream?.Dispose();
        if (File.Exists(_target))
        {
            File.Replace(_partial, _target, destinationBackupFileName: null);
        }
        else
        {
            File.Move(_partial, _target);
        }
    }

    public void Dispose()
    {
        _stream?.Dispose();
        File.Delete(_partial);
    }
}
