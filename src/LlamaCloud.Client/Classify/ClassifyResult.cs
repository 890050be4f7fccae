using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>The outcome of a classify job.</summary>
public sealed class ClassifyResult : ServiceObject
{
    [JsonConstructor]
    internal ClassifyResult()
    {
    }

    /// <summary>The type of the rule that matched; null when none did.</summary>
    [JsonInclude]
    [JsonConverter(typeof(RepeatedTextConverter))]
    public string? Type { get; internal set; }

    /// <summary>How sure the service is, from 0.0 to 1.0; null only if it does not say.</summary>
    [JsonInclude]
    public double? Confidence { get; internal set; }

    /// <summary>Why the document matched the rule, or none.</summary>
    [JsonInclude]
    public string Reasoning { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The type, or <c>no match</c>.</summary>
    public override string ToString() => Type ?? "no match";
}
