namespace LlamaCloud.PowerShell.Split;

/// <summary>The parameters that say how a document is split, of the command that starts a job and of the one that saves them.</summary>
internal interface ISplitOptions
{
    SplitCategory[] Category { get; }

    string? Uncategorized { get; }

    string? Instruction { get; }

    int MinPages { get; }
}

/// <summary>Makes a request of the parameters.</summary>
internal static class SplitOptions
{
    public static SplitJobRequest ToRequest(this ISplitOptions options) => new()
    {
        Categories = options.Category,
        AllowUncategorized = options.Uncategorized?.Trim(),
        CustomInstructions = options.Instruction,
        // It is at least 1 where it is given.
        MinPagesPerSplit = options.MinPages > 0 ? options.MinPages : null,
    };
}
