using System.Collections.Generic;
using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>The outcome of a verify job. What each single check has found is not in it.</summary>
public sealed class VerifyResult : ServiceObject
{
    [JsonConstructor]
    internal VerifyResult()
    {
    }

    /// <summary>
    /// <c>AUTHENTIC</c>, <c>NO_STRONG_SIGNAL</c>, <c>SUSPICIOUS</c>, <c>LIKELY_DOCTORED</c> or <c>DOCTORED</c>, or what the service adds.
    /// </summary>
    [JsonInclude]
    [JsonConverter(typeof(RepeatedTextConverter))]
    public string Verdict { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>How likely it is that the document was doctored, from 0.0 to 1.0; null only if the service does not say.</summary>
    [JsonInclude]
    public double? OverallScore { get; internal set; }

    /// <summary>How sure the service is of the verdict, from 0.0 to 1.0; null only if it does not say.</summary>
    [JsonInclude]
    public double? Confidence { get; internal set; }

    /// <summary>How likely it is that a real document was edited, from 0.0 to 1.0; null in older results.</summary>
    [JsonInclude]
    public double? TamperingScore { get; internal set; }

    /// <summary>How likely it is that the document was made up as a whole, from 0.0 to 1.0; null in older results.</summary>
    [JsonInclude]
    public double? SyntheticScore { get; internal set; }

    /// <summary>A score for each question about the document; null when the service left them out.</summary>
    [JsonInclude]
    public VerifyCompositeScores? CompositeScores { get; internal set; }

    /// <summary>The regions that led to the verdict, the most suspect first; empty when there are none.</summary>
    [JsonInclude]
    public IReadOnlyList<VerifySuspectRegion> SuspectRegions
    {
        get;
        internal set => field = WholeList.Of(value);
    } = WholeList.Of<VerifySuspectRegion>(null);

    /// <summary>Why the verdict is as it is.</summary>
    [JsonInclude]
    public string Reasoning { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What went wrong inside the service; null when nothing did.</summary>
    [JsonInclude]
    public string? Error { get; internal set; }

    /// <summary>The version of the service's detector.</summary>
    [JsonInclude]
    public string DetectorVersion { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>How many pages were looked at; null when the service does not say.</summary>
    [JsonInclude]
    public int? PageCount { get; internal set; }

    /// <summary>The sizes of the pages, which the boxes of regions refer to; empty when the service left them out.</summary>
    [JsonInclude]
    public IReadOnlyList<VerifyPageDimension> PageDimensions
    {
        get;
        internal set => field = WholeList.Of(value);
    } = WholeList.Of<VerifyPageDimension>(null);

    /// <summary>The verdict.</summary>
    public override string ToString() => Verdict;
}
