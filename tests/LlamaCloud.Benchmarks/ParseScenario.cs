using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud.Benchmarks;

/// <summary>A way from a folder of documents to Markdown on the disk.</summary>
/// <param name="Name">As the report names it.</param>
/// <param name="InFlight">How many requests it sends at once, as the report names it.</param>
/// <param name="Start">The process, for a warm-up folder, the documents, and the folder that the Markdown is saved in.</param>
/// <param name="Limit">How many requests each of its commands has in flight.</param>
internal sealed record ParseWay(string Name, string InFlight, ParseStart Start, int Limit = ParseRuns.InFlight);

/// <summary>Makes the process of a way.</summary>
/// <param name="warmUp">A folder of documents that are parsed first, and not measured.</param>
/// <param name="documents">The folder of documents.</param>
/// <param name="destination">The folder that the Markdown is saved in.</param>
internal delegate Child ParseStart(string warmUp, string documents, string destination);

/// <summary>What was measured of a way with many documents.</summary>
/// <param name="Way">The way.</param>
internal sealed record ParseScenario(ParseWay Way)
{
    public List<Measurement> Measured { get; } = [];

    /// <summary>The best time of all rounds: whatever else the machine did can only have added to it.</summary>
    public double Seconds => Measured.Min(one => one["seconds"]!.Value);

    public int Requests => Measured.Max(one => one.Requests);
}

/// <summary>What was measured of a way with one document, in bytes.</summary>
/// <param name="Name">As the report names it.</param>
/// <param name="Small">The peak of the process with a document of one page.</param>
/// <param name="Big">The peak with one of very many.</param>
internal sealed record ParseMemory(string Name, double Small, double Big)
{
    public double Grown => Big - Small;
}
