using System;
using System.Collections.Concurrent;
using System.Text;

namespace LlamaCloud.Http;

/// <summary>The gates of this process, shared by every runspace and every client.</summary>
internal static class RateGates
{
    private static readonly ConcurrentDictionary<(Uri Address, string KeyHash, TimeProvider Clock), RateGate> s_gates = new();

    public static RateGate For(LlamaCloudClientOptions options) =>
        s_gates.GetOrAdd((options.BaseAddress, Hash(options.ApiKey), options.Clock), id => new RateGate(id.Clock));

    // What lives as long as the process does not hold the key itself.
    private static string Hash(string key) => Convert.ToBase64String(Compatibility.Sha256(Encoding.UTF8.GetBytes(key)));
}
