using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>What an extract job has cost, in credits. A number is null until it is billed.</summary>
public sealed class ExtractUsage : ServiceObject
{
    [JsonConstructor]
    internal ExtractUsage()
    {
    }

    /// <summary>All of it.</summary>
    [JsonInclude]
    public double? Credits { get; internal set; }

    /// <summary>The extraction itself.</summary>
    [JsonInclude]
    public double? ExtractCredits { get; internal set; }

    /// <summary>The parse job that read the document.</summary>
    [JsonInclude]
    public double? ParseCredits { get; internal set; }

    /// <summary>The credits, on one line.</summary>
    public override string ToString() => System.FormattableString.Invariant($"{Credits}");
}

/// <summary>What some plans tell about a job beside its result.</summary>
public sealed class ExtractJobMetadata : ServiceObject
{
    [JsonConstructor]
    internal ExtractJobMetadata()
    {
    }

    /// <summary>How many pages there were; null when the service does not say.</summary>
    [JsonInclude]
    public ExtractPages? Usage { get; internal set; }
}

/// <summary>How many pages an extract job had.</summary>
public sealed class ExtractPages : ServiceObject
{
    [JsonConstructor]
    internal ExtractPages()
    {
    }

    /// <summary>Those that were extracted from.</summary>
    [JsonInclude]
    public int? NumPagesExtracted { get; internal set; }

    /// <summary>Those that are billed.</summary>
    [JsonInclude]
    public int? NumPagesBilled { get; internal set; }

    /// <summary>How many were extracted from; empty when the service does not say.</summary>
    public override string ToString() => System.FormattableString.Invariant($"{NumPagesExtracted}");
}
