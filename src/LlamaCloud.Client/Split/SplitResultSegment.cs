using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>A part of a document, as a split job found it.</summary>
public sealed class SplitResultSegment : ServiceObject
{
    [JsonConstructor]
    internal SplitResultSegment()
    {
    }

    /// <summary>The category of the part.</summary>
    [JsonInclude]
    public string Category { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The pages of the part, counted from 1.</summary>
    [JsonInclude]
    public IReadOnlyList<int> Pages { get; internal set => field = new PageList(value ?? []); } = PageList.None;

    /// <summary>How sure the service is: <c>high</c>, <c>medium</c> or <c>low</c>; null only if it does not say.</summary>
    [JsonInclude]
    public string? ConfidenceCategory { get; internal set; }

    /// <summary>The category and the pages, on one line.</summary>
    public override string ToString() => Pages.Count == 0 ? Category : $"{Category} {PageList.Of(Pages)}";
}
