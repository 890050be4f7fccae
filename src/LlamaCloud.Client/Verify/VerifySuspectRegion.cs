using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>A part of a page that led to a verdict, and why.</summary>
public sealed class VerifySuspectRegion : ServiceObject
{
    [JsonConstructor]
    internal VerifySuspectRegion()
    {
    }

    /// <summary>The page, as the service counts it; null only if it does not say.</summary>
    [JsonInclude]
    public int? Page { get; internal set; }

    /// <summary>Where on the page: left, top, width and height, in pixels of <see cref="VerifyPageDimension"/>.</summary>
    [JsonInclude]
    public IReadOnlyList<int> Bbox { get; internal set => field = new ShownList<int>(value ?? []); } = new ShownList<int>([]);

    /// <summary>How suspect it is, from 0.0 to 1.0; null only if the service does not say.</summary>
    [JsonInclude]
    public double? Score { get; internal set; }

    /// <summary>What kind of trace it is.</summary>
    [JsonInclude]
    public string Kind { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The detector that found it.</summary>
    [JsonInclude]
    public string Source { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What makes it suspect.</summary>
    [JsonInclude]
    public string Explanation { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The page and what makes it suspect, on one line.</summary>
    public override string ToString() => $"page {Page}: {Explanation}";
}
