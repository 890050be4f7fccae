using System.Globalization;
using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>The answer to one question about a document.</summary>
public sealed class VerifyCompositeScore : ServiceObject
{
    [JsonConstructor]
    internal VerifyCompositeScore()
    {
    }

    /// <summary>How likely it is, from 0.0 to 1.0; null where the question was not asked of this document.</summary>
    [JsonInclude]
    public double? Score { get; internal set; }

    /// <summary>Whether the question was asked of this document; false does not clear it.</summary>
    [JsonInclude]
    public bool Applicable { get; internal set; }

    /// <summary>The score; empty where there is none.</summary>
    public override string ToString() => Score?.ToString("0.####", CultureInfo.InvariantCulture) ?? string.Empty;
}
