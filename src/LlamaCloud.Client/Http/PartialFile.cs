using System;
using System.IO;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>A file that is on its way. It has another name until it is whole, and is gone when it never becomes so.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _name;
    private readonly string _target;
    private readonly string _partial;
    private readonly bool _overwrite;
    private FileStream? _stream;

    /// <param name="target">The whole path that it will have.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <exception cref="LocalFileException">There is one, and it is not to be replaced.</exception>
    public PartialFile(string target, bool overwrite = true)
    {
        _name = target;
        _overwrite = overwrite;
        // What a link leads to, so that the link stays one.
        _target = LocalFileException.Guard(() => Compatibility.FinalTarget(target));
        if (!overwrite && File.Exists(_target))
        {
            throw new LocalFileException(new IOException($"The file '{target}' already exists."));
        }

        // Beside it: a rename within one file system is all or nothing.
        _partial = Path.Combine(Path.GetDirectoryName(_target)!, $".{Guid.NewGuid():N}.partial");
    }

    /// <summary>Lets it be written, and then take its place.</summary>
    /// <param name="receive">Writes it. Is given what opens it, empty, as often as it has to begin anew.</param>
    /// <exception cref="LocalFileException">It cannot be written; named as whoever wants it named it.</exception>
    public async Task ReceiveAsync(Func<Func<Stream>, Task> receive)
    {
        try
        {
            await receive(Open).ConfigureAwait(false);
            Complete();
        }
        catch (LocalFileException problem) when (problem.Message.Contains(_partial))
        {
            throw new LocalFileException(problem.Message.Replace(_partial, _name), problem);
        }
    }

    private Stream Open()
    {
        _stream?.Dispose();
        _stream = new FileStream(_partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 81920);
        return _stream;
    }

    // It is whole: it takes its place, and that of a file which was there, with the permissions of that.
    private void Complete() => LocalFileException.Guard(() =>
    {
        _stream?.Dispose();
        if (_overwrite && File.Exists(_target))
        {
            Compatibility.CopyPermissions(_target, _partial);
            File.Replace(_partial, _target, destinationBackupFileName: null);
        }
        else
        {
            File.Move(_partial, _target);
        }
    });

    /// <summary>Leaves nothing behind, of what was opened.</summary>
    public void Dispose()
    {
        if (_stream is null)
        {
            return;
        }

        // A disk that is full cannot take what was held back; what somebody looks at stays.
        Quietly(_stream.Dispose);
        Quietly(() => File.Delete(_partial));
    }

    private static void Quietly(Action work)
    {
        try
        {
            work();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It is less than why there is no whole file.
        }
    }
}
