using System;
using System.IO;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>A body that is written to a file as it comes.</summary>
/// <param name="open">Opens what it is written to, empty, for each attempt.</param>
/// <param name="received">Is told how many bytes an attempt has brought, from 0 on; null when nobody wants to know.</param>
internal sealed class StreamAnswer(Func<Stream> open, Action<long>? received = null) : Answer<object>
{
    public override string MediaType => "*/*";

    public override bool IsFile => true;

    public override async Task<object?> ReadAsync(Stream body, HttpContentHeaders headers, CancellationToken cancellationToken)
    {
        Stream target = LocalFileException.Guard(open);
        try
        {
            byte[] buffer = new byte[81920];
            long total = 0;
            received?.Invoke(0);
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false)) > 0)
            {
                LocalFileException.Guard(() => target.Write(buffer, 0, read));
                total += read;
                received?.Invoke(total);
            }

            LocalFileException.Guard(target.Flush);
            return null;
        }
        finally
        {
            // A file writes what it held back when it is closed, and fails at that once more.
            LocalFileException.Guard(target.Dispose);
        }
    }
}
