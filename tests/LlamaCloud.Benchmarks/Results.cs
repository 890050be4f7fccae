using System.Collections.Generic;
using System.Linq;
using LlamaCloud.Benchmarks.Runners;
using LlamaCloud.Benchmarks.Sessions;

namespace LlamaCloud.Benchmarks;

/// <summary>All that was measured.</summary>
internal sealed class Results(Plan plan, SessionDescription session, NpmPackage npm)
{
    public Plan Plan => plan;

    public SessionDescription Session => session;

    public NpmPackage Npm => npm;

    /// <summary>The ways to read jobs, in the order of the report.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; set; } = [];

    /// <summary>The same runners over a few ids: what of their memory does not come from the number of ids.</summary>
    public IReadOnlyList<Scenario> Bases { get; set; } = [];

    public ImportResult Import { get; set; } = new();

    /// <summary>How many requests <c>Wait-ClassifyJob</c> sent; null before it ran.</summary>
    public Measurement? Wait { get; set; }

    /// <summary>What the time of the service decides; null before it was measured.</summary>
    public PaceResult? Pace { get; set; }

    /// <summary>The ways from documents to Markdown, in the order of the report.</summary>
    public IReadOnlyList<ParseScenario> Parsing { get; set; } = [];

    /// <summary>The ways to read one large document.</summary>
    public IReadOnlyList<ParseMemory> Memory { get; set; } = [];

    /// <summary>How many requests many documents take, by what they are for; empty before that was counted.</summary>
    public IReadOnlyList<(string For, int Count)> Requests { get; set; } = [];

    /// <summary>The one with this client and size, if it was measured.</summary>
    public Scenario? Find(string runner, int concurrency, int ids) =>
        Scenarios.FirstOrDefault(one => one.Runner.Name == runner && one.Concurrency == concurrency && one.Ids == ids);

    /// <summary>What very many ids in one pipeline take; null before they were read.</summary>
    public ManyIdsResult? Many { get; set; }

    /// <summary>The peak memory above that of a few ids; null when there is nothing to compare.</summary>
    public double? PeakAboveBase(Scenario scenario) =>
        scenario.PeakBytes - Bases.FirstOrDefault(
            one => one.Runner == scenario.Runner && one.Concurrency == scenario.Concurrency)?.PeakBytes;

    /// <summary>
    /// How long it took for each id, in units of the hand-written loop that asks in the same way, with as many requests in flight.
    /// </summary>
    public double? TimesFloor(Scenario scenario)
    {
        Scenario? floor = Scenarios
            .Where(one => one.Runner is HttpClientRunner
                && one.Runner.IsGrouped == scenario.Runner.IsGrouped
                && one.Concurrency == scenario.Concurrency)
            .MinBy(one => int.Abs(one.Ids - scenario.Ids));
        return scenario.SecondsPerId / floor?.SecondsPerId;
    }
}

/// <summary>What the first commands of a session take, in milliseconds, at best.</summary>
internal sealed record ImportResult
{
    public double Module { get; init; }

    public double Empty { get; init; }

    public double FirstCall { get; init; }

    public double SecondCall { get; init; }

    /// <summary>The same of <c>Invoke-RestMethod</c>; null where there is none.</summary>
    public double? FirstRestMethod { get; init; }

    public double? SecondRestMethod { get; init; }

    /// <summary>The import of the module without parts of it, as the report names it.</summary>
    public IReadOnlyList<(string Name, double Milliseconds)> Without { get; init; } = [];
}
