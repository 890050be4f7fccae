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
        Documents = 10,
        ManyDocuments = 120,
        WaitJobs = 200,
        WaitSeconds = 5,
        LimitedDocuments = 60,
        BigPages = 100,
        MostIds = 20_000,
    };

    /// <summary>How long the service takes for an answer.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The size of the run from which memory is counted.</summary>
    public int BaseIds { get; init; } = 100;

    /// <summary>One after another, 1,000 ids would take most of a minute in every run and tell no more.</summary>
    public int SequentialIds { get; init; } = 200;

    public int Ids { get; init; } = 1000;

    public int ManyIds { get; init; } = 10_000;

    /// <summary>Read in one pipeline.</summary>
    public int MostIds { get; init; } = 1_000_000;

    /// <summary>The size of the run from which its memory is counted.</summary>
    public int FewIds { get; init; } = 1000;

    /// <summary>How often what a goal is about is measured, each time in a fresh process.</summary>
    public int Rounds { get; init; } = 3;

    public int ImportRounds { get; init; } = 10;

    /// <summary>How many documents become Markdown.</summary>
    public int Documents { get; init; } = 100;

    /// <summary>How many pages each of them has.</summary>
    public int Pages { get; init; } = 20;

    /// <summary>How many characters a page has.</summary>
    public int PageLength { get; init; } = 2000;

    /// <summary>How many documents the requests are counted for.</summary>
    public int ManyDocuments { get; init; } = 1000;

    /// <summary>How many jobs are waited for that run for <see cref="WaitSeconds"/>.</summary>
    public int WaitJobs { get; init; } = 1000;

    public int WaitSeconds { get; init; } = 30;

    /// <summary>How many documents are uploaded at the limits of the service.</summary>
    public int LimitedDocuments { get; init; } = 200;

    /// <summary>How many pages the document has that memory is measured with.</summary>
    public int BigPages { get; init; } = 2000;

    /// <summary>How many characters each of them has.</summary>
    public int BigPageLength { get; init; } = 50_000;
}
