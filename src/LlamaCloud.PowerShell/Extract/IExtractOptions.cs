namespace LlamaCloud.PowerShell.Extract;

/// <summary>The parameters that say what a job does, of the command that starts it and of the one that saves them.</summary>
internal interface IExtractOptions
{
    ExtractSchema? Schema { get; }

    string? Target { get; }

    string? Tier { get; }

    string? Version { get; }

    string? SystemPrompt { get; }

    System.Management.Automation.SwitchParameter CiteSources { get; }

    System.Management.Automation.SwitchParameter ConfidenceScores { get; }

    string? TargetPages { get; }

    int MaxPages { get; }

    string? ParseTier { get; }

    string? ParseConfigurationId { get; }

    System.Management.Automation.SwitchParameter SpreadsheetMode { get; }

    string[]? SheetName { get; }

    System.Management.Automation.SwitchParameter NoCache { get; }
}

/// <summary>Makes a request of the parameters.</summary>
internal static class ExtractOptions
{
    public static ExtractJobRequest ToRequest(this IExtractOptions options) => new()
    {
        Schema = options.Schema,
        Target = options.Target,
        Tier = options.Tier,
        Version = options.Version,
        SystemPrompt = options.SystemPrompt,
        CiteSources = options.CiteSources,
        ConfidenceScores = options.ConfidenceScores,
        TargetPages = options.TargetPages,
        // It is at least 1 where it is given.
        MaxPages = options.MaxPages > 0 ? options.MaxPages : null,
        ParseTier = options.ParseTier,
        ParseConfigurationId = options.ParseConfigurationId?.Trim(),
        SpreadsheetMode = options.SpreadsheetMode,
        SheetNames = options.SheetName ?? [],
        DisableCache = options.NoCache,
    };
}
