using System.Linq;
using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>How a document is read before it is classified.</summary>
public sealed class ClassifyParsingConfiguration : ServiceObject
{
    [JsonConstructor]
    internal ClassifyParsingConfiguration()
    {
    }

    /// <summary>The document's language, ISO 639-1 (<c>en</c>); null when the service does not say.</summary>
    [JsonInclude]
    public string? Lang { get; internal set; }

    /// <summary>How many pages are read at most; null for all.</summary>
    [JsonInclude]
    public int? MaxPages { get; internal set; }

    /// <summary>Which pages are read, counted from 1 (<c>1,3,5-7</c>); null for all.</summary>
    [JsonInclude]
    public string? TargetPages { get; internal set; }

    /// <summary>What is set, on one line: <c>en, at most 10 pages, of 1,3,5-7</c>.</summary>
    public override string ToString()
    {
        string?[] parts = [Lang, MaxPages is null ? null : $"at most {MaxPages} pages", TargetPages is null ? null : "of " + TargetPages];
        return string.Join(", ", parts.Where(part => part is not null));
    }
}
