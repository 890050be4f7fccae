namespace LlamaCloud;

/// <summary>Which files of a directory a list is of; what is not set does not matter.</summary>
public sealed record DirectoryFileFilter
{
    /// <summary>Files with exactly this name; null for any.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The file with this id of the uploader's; null for any.</summary>
    public string? UniqueId { get; init; }

    /// <summary>Whether files count too that were taken out of the directory.</summary>
    public bool IncludeDeleted { get; init; }
}
