using System.Collections.Generic;

namespace LlamaCloud;

/// <summary>Which saved configurations a list is of; what is not set does not matter.</summary>
public sealed record ConfigurationFilter
{
    /// <summary>Those with exactly this name; null for any.</summary>
    public string? Name { get; init; }

    /// <summary>Those for one of these, as <see cref="LlamaCloudConfiguration.ProductType"/>; empty for any.</summary>
    public IReadOnlyCollection<string> ProductTypes { get; init; } = [];

    /// <summary>Whether every version counts; otherwise the newest of each name does.</summary>
    public bool AllVersions { get; init; }
}
