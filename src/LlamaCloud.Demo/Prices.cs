using System;
using System.Collections.Generic;

namespace LlamaCloud.Demo;

/// <summary>What the service publishes that a page costs, in credits. For classifying and splitting it publishes none of a page.</summary>
internal static class Prices
{
    /// <summary>US dollars for a credit: 1.25 for 1,000.</summary>
    public const decimal DollarsPerCredit = 0.00125m;

    /// <summary>Reading a page, by the tier of the parse job.</summary>
    public static IReadOnlyDictionary<string, int> Parse { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["fast"] = 1,
        ["cost_effective"] = 3,
        ["agentic"] = 10,
        ["agentic_plus"] = 45,
    };

    /// <summary>Extracting from a page that has been read, by the tier of the extract job.</summary>
    public static IReadOnlyDictionary<string, int> Extract { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["cost_effective"] = 5,
        ["agentic"] = 15,
        ["turbo"] = 35,
        ["agentic_plus"] = 50,
    };
}
