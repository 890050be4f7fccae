using System.Linq;
using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>What a verify job does.</summary>
public sealed class VerifyConfiguration : ServiceObject
{
    [JsonConstructor]
    internal VerifyConfiguration()
    {
    }

    /// <summary>How thoroughly the document is looked at, <c>fast</c> or <c>agentic</c>; null when the service does not say.</summary>
    [JsonInclude]
    public string? Tier { get; internal set; }

    /// <summary>Which pages are looked at, counted from 1 (<c>1,3,5-7</c>); null for all.</summary>
    [JsonInclude]
    public string? TargetPages { get; internal set; }

    /// <summary>What is set, on one line: <c>agentic, pages 1,3,5-7</c>.</summary>
    public override string ToString() =>
        string.Join(", ", new[] { Tier, TargetPages is null ? null : "pages " + TargetPages }.Where(part => part is not null));
}
