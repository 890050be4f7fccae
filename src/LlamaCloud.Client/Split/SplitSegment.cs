namespace LlamaCloud;

/// <summary>A part of a document that a split job found: its category, its pages, and which document they are of.</summary>
public sealed class SplitSegment : DocumentSegment
{
    internal SplitSegment(SplitJob job, SplitResultSegment segment, int index)
        : base(job, segment.Pages)
    {
        Index = index;
        Category = segment.Category;
        Confidence = segment.ConfidenceCategory;
        AdditionalProperties = segment.AdditionalProperties;
    }

    /// <summary>Its number in the document, counted from 1, as the service orders them.</summary>
    public int Index { get; }

    /// <summary>The category.</summary>
    public string Category { get; }

    /// <summary>How sure the service is: <c>high</c>, <c>medium</c> or <c>low</c>; null only if it does not say.</summary>
    public string? Confidence { get; }

    /// <summary>The category and the pages, on one line.</summary>
    public override string ToString() => Pages.Count == 0 ? Category : $"{Category} {TargetPages}";
}
