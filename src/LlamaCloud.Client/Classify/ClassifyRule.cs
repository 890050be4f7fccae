using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>One document type and how to tell it.</summary>
public sealed class ClassifyRule : ServiceObject
{
    /// <summary>Makes a rule. <see cref="ClassifyJobCheck"/> tells what the service would refuse about it.</summary>
    /// <param name="type">The type that a matching document gets.</param>
    /// <param name="description">What a document of this type contains, in plain words.</param>
    public ClassifyRule(string type, string description)
    {
        Type = type;
        Description = description;
    }

    [JsonConstructor]
    internal ClassifyRule()
    {
    }

    /// <summary>The type that a matching document gets, such as <c>invoice</c>.</summary>
    [JsonInclude]
    [JsonConverter(typeof(RepeatedTextConverter))]
    public string Type { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What a document of this type contains, in plain words.</summary>
    [JsonInclude]
    [JsonConverter(typeof(RepeatedTextConverter))]
    public string Description { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Type and description, on one line.</summary>
    public override string ToString() => $"{Type}: {Description}";
}
