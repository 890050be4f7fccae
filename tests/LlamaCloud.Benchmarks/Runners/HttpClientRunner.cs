using System.Globalization;

namespace LlamaCloud.Benchmarks.Runners;

/// <summary>The least that a client can do, in .NET.</summary>
internal sealed class HttpClientRunner() : Runner("Hand-written `HttpClient` loop")
{
    public override Child Start(int concurrency, string idsFile) =>
        new("dotnet", Places.Self, "--http-client-loop", idsFile, concurrency.ToString(CultureInfo.InvariantCulture));
}
