using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Emulator.Files;

/// <summary>A file on its way in. Unless it is stored in the end, nothing of it remains.</summary>
internal sealed class ReceivedFile(string path, long largest) : IDisposable
{
    private readonly FileStream _stream = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, 0, useAsync: true);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _length;
    private bool _isStored;

    public bool IsTooLarge => _length > largest;

    /// <summary>Reads the part to its end, also when it is too large: a client that still sends would not see the answer.</summary>
    public async Task ReceiveAsync(MultipartBody body, CancellationToken cancellation)
    {
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            _length += read;
            if (!IsTooLarge)
            {
                _hash.AppendData(buffer, 0, read);
                await _stream.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }

        await _stream.DisposeAsync();
    }

    /// <summary>Makes it the contents of a stored file.</summary>
    public StoredFile Store(StoredFile file)
    {
        _isStored = true;
        return file with { Location = path, Length = _length, Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset()) };
    }

    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
        if (!_isStored)
        {
            File.Delete(path);
        }
    }
}
