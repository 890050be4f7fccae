namespace LlamaCloud;

/// <summary>Which directories a list is of; what is not set does not matter.</summary>
public sealed record DirectoryFilter
{
    /// <summary>Those with this name; null for any.</summary>
    public string? Name { get; init; }

    /// <summary>Those of this type, as <see cref="LlamaCloudDirectory.Type"/>; null for any.</summary>
    public string? Type { get; init; }
}
