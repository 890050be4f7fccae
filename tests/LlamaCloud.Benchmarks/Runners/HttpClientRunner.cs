using System.Globalization;

namespace LlamaCloud.Benchmarks.Runners;

/// <summary>The least that a client can do, in .NET.</summary>
/// <param name="isGrouped">Whether it asks for a hundred ids at a time.</param>
internal sealed class HttpClientRunner(bool isGrouped)
    : Runner(isGrouped ? "Hand-written `HttpClient` loop, 100 ids to a request" : "Hand-written `HttpClient` loop")
{
    public override bool IsGrouped => isGrouped;

    public override Child Start(int concurrency, string idsFile) =>
        new(
            "dotnet",
            Places.Self,
            isGrouped ? "--grouped-loop" : "--http-client-loop",
            idsFile,
            concurrency.ToString(CultureInfo.InvariantCulture));
}
