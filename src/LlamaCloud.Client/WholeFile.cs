using System;
using System.IO;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>A file of this machine that is written whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>
    /// Writes a file. It has another name beside its own until it is whole; then it takes its place, and that of a file which was there,
    /// with the permissions of that.
    /// </summary>
    /// <param name="path">The whole path. Of a link what it leads to is replaced.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <param name="write">Writes what is to be in it.</param>
    /// <exception cref="IOException">
    /// It cannot be written, or is there and not to be replaced. What was there before is as it was.
    /// </exception>
    public static void Write(string path, bool overwrite, Action<Stream> write)
    {
        using PartialFile file = new(path ?? throw new ArgumentNullException(nameof(path)), overwrite);
        file.ReceiveAsync(open =>
        {
            LocalFileException.Guard(() => write(open()));
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
    }
}
