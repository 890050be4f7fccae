namespace LlamaCloud;

/// <summary>Which files a list is of; what is not set does not matter.</summary>
public sealed record FileFilter
{
    /// <summary>Files with exactly this name; null for any.</summary>
    public string? Name { get; init; }

    /// <summary>Files that were uploaded with this id of another system; null for any.</summary>
    public string? ExternalFileId { get; init; }
}
