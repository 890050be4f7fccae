using System;

namespace LlamaCloud.Benchmarks;

/// <summary>How much is measured.</summary>
internal sealed record Plan
{
    /// <summary>What the page shows.</summary>
    public static Plan Full { get; } = new();

    /// <summary>Only to see that everything works.</summary>
    public static Plan Quick { get; } = new()
    {
        Delay = TimeSpan.FromMilliseconds(10),
        BaseIds = 20,
        SequentialIds = 20,
        Ids = 200,
        ManyIds = 1000,
        Rounds = 1,
        ImportRounds = 2,
    };

    /// <summary>How long the service takes for an answer.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The size of the run from which memory is counted.</summary>
    public int BaseIds { get; init; } = 100;

    /// <summary>One after another, 1,000 ids would take most of a minute in every run and tell no more.</summary>
    public int SequentialIds { get; init; } = 200;

    public int Ids { get; init; } = 1000;

    public int ManyIds { get; init; } = 10_000;

    /// <summary>How often what a goal is about is measured, each time in a fresh process.</summary>
    public int Rounds { get; init; } = 3;

    public int ImportRounds { get; init; } = 10;
}
