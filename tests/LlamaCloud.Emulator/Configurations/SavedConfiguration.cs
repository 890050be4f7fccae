using System;
using System.Text.Json.Nodes;

namespace LlamaCloud.Emulator.Configurations;

/// <summary>One version of a saved configuration.</summary>
/// <param name="Id">Its id, <c>cfg-...</c>; every version has its own.</param>
/// <param name="Name">Its name, which it shares with its other versions.</param>
/// <param name="ProjectId">The project that has it.</param>
/// <param name="Parameters">What it says, with the <c>product_type</c>.</param>
public sealed record SavedConfiguration(string Id, string Name, string ProjectId, JsonObject Parameters)
{
    /// <summary>The product it is for, such as <c>classify_v2</c>.</summary>
    public string ProductType => (string)Parameters["product_type"]!;

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was created or changed. Its text is the version, so no two have the same.</summary>
    public DateTimeOffset Version { get; init; }

    internal JsonObject Describe() => new()
    {
        ["id"] = Id,
        ["created_at"] = Timestamps.Text(CreatedAt),
        ["updated_at"] = Timestamps.Text(Version),
        ["name"] = Name,
        ["product_type"] = ProductType,
        ["version"] = Timestamps.Text(Version),
        ["parameters"] = Parameters.DeepClone(),
    };
}
