using System.Collections.Generic;
using System.Linq;
using LlamaCloud.Benchmarks.Runners;

namespace LlamaCloud.Benchmarks;

/// <summary>A way to read so many jobs.</summary>
/// <param name="Runner">The client.</param>
/// <param name="Concurrency">How many requests it may have in flight.</param>
/// <param name="Ids">How many ids it reads.</param>
/// <param name="Rounds">How often this is measured.</param>
internal sealed record Scenario(Runner Runner, int Concurrency, int Ids, int Rounds)
{
    /// <summary>What was measured.</summary>
    public List<Measurement> Measured { get; } = [];

    /// <summary>The best time of all rounds: whatever else the machine did can only have added to it.</summary>
    public double Seconds => Measured.Min(one => one["seconds"]!.Value);

    public double SecondsPerId => Seconds / Ids;

    public int Requests => Measured.Max(one => one.Requests);

    public double PeakBytes => Measured.Min(one => one["peak"]!.Value);

    /// <summary>What was allocated for each job; null where the client cannot tell.</summary>
    public double? BytesPerJob => Measured.Min(one => one["allocated"]) / Ids;

    /// <summary>As the log names it.</summary>
    public string Title => $"{Runner.Name}, {Concurrency} in flight, {Ids} ids";
}
