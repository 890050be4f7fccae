using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>What a parse job has cost.</summary>
public sealed class ParseJobUsage : ServiceObject
{
    [JsonConstructor]
    internal ParseJobUsage()
    {
    }

    /// <summary>The credits; null until they are billed.</summary>
    [JsonInclude]
    public double? Credits { get; internal set; }

    /// <summary>The credits; empty until they are billed.</summary>
    public override string ToString() => System.FormattableString.Invariant($"{Credits}");
}
