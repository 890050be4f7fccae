using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>One category of the parts of a document, and how to tell it.</summary>
public sealed class SplitCategory : ServiceObject
{
    /// <summary>Makes a category. <see cref="SplitJobCheck"/> tells what the service would refuse about it.</summary>
    /// <param name="name">The name that a part of this category gets.</param>
    /// <param name="description">What such a part contains, in plain words; null when the name says it.</param>
    public SplitCategory(string name, string? description = null)
    {
        Name = name;
        Description = description;
    }

    [JsonConstructor]
    internal SplitCategory()
    {
    }

    /// <summary>The name that a part of this category gets, such as <c>invoice</c>.</summary>
    [JsonInclude]
    public string Name { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What such a part contains, in plain words; null when the name says it.</summary>
    [JsonInclude]
    public string? Description { get; internal set; }

    /// <summary>Name and description, on one line.</summary>
    public override string ToString() => Description is null ? Name : $"{Name}: {Description}";
}
