using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>How a document is split, beside the categories.</summary>
public sealed class SplitStrategy : ServiceObject
{
    [JsonConstructor]
    internal SplitStrategy()
    {
    }

    /// <summary>
    /// What becomes of pages of no category: <c>include</c>, <c>forbid</c> or <c>omit</c>; null when the service does not say.
    /// </summary>
    [JsonInclude]
    public string? AllowUncategorized { get; internal set; }

    /// <summary>How the document was to be split, in plain words; null for nothing beside the categories.</summary>
    [JsonInclude]
    public string? CustomInstructions { get; internal set; }

    /// <summary>How many pages a part has at least; null when the service does not say.</summary>
    [JsonInclude]
    public int? MinPagesPerSplit { get; internal set; }

    /// <summary>What becomes of pages of no category.</summary>
    public override string ToString() => AllowUncategorized ?? string.Empty;
}
