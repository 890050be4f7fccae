using System;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>
/// The LlamaCloud service as one key sees it. Safe for use by many threads at once; connections are shared by all
/// clients of the process, so making one is cheap and there is nothing to dispose.
/// </summary>
public sealed class LlamaCloudClient
{
    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <param name="options">The key, and the service it belongs to.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public LlamaCloudClient(LlamaCloudClientOptions options)
    {
        Classify = new ClassifyClient(new Transport(options ?? throw new ArgumentNullException(nameof(options))));
    }

    /// <summary>Classify jobs: which of some given types a document has.</summary>
    public ClassifyClient Classify { get; }
}
