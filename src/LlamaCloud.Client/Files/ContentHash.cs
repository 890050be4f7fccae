using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>An id of another system's for the contents of a file and what they are uploaded for.</summary>
internal static class ContentHash
{
    private const int BufferSize = 81920;

    /// <summary>Reads the file once, without holding it in memory.</summary>
    /// <exception cref="ArgumentException">The field is no file.</exception>
    /// <exception cref="LocalFileException">The file cannot be read.</exception>
    public static async Task<string> OfAsync(FormField contents, string key, CancellationToken cancellationToken)
    {
        string path = contents.File ?? throw new ArgumentException("Only a file can be recognised again.", nameof(contents));
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using FileStream file = LocalFileException.Guard(
            () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, useAsync: true));
        byte[] buffer = new byte[BufferSize];
        int read;
        while ((read = await LocalFileException.GuardAsync(
            () => file.ReadAsync(buffer, 0, buffer.Length, cancellationToken)).ConfigureAwait(false)) > 0)
        {
            hash.AppendData(buffer, 0, read);
        }

        byte[] content = hash.GetHashAndReset();
        hash.AppendData(Encoding.UTF8.GetBytes(key));
        return $"ps-{Compatibility.ToHex(hash.GetHashAndReset()).Substring(0, 32)}-{Compatibility.ToHex(content)}";
    }
}
