using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>What a classify job has cost.</summary>
public sealed class ClassifyUsage : ServiceObject
{
    [JsonConstructor]
    internal ClassifyUsage()
    {
    }

    /// <summary>The credits; null until they are billed.</summary>
    [JsonInclude]
    public double? Credits { get; internal set; }

    /// <summary>The credits, on one line.</summary>
    public override string ToString() => System.FormattableString.Invariant($"{Credits}");
}
