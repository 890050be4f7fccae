namespace LlamaCloud.PowerShell.Report;

/// <summary>A row of the report. Its texts are as they came: what writes them makes them harmless.</summary>
/// <param name="Kind">What it is about, such as <c>classify job</c>.</param>
/// <param name="Outcome">What is to be done about it.</param>
internal sealed record ReportRow(string Kind, ReportOutcome Outcome)
{
    /// <summary>The name of the document's file; where nobody knows it, what else tells the document.</summary>
    public string? FileName { get; init; }

    /// <summary>The status as the service spells it; null for what has none.</summary>
    public string? Status { get; init; }

    /// <summary>What it is counted under, such as the type of a document; null for nothing.</summary>
    public string? Type { get; init; }

    /// <summary>What was found: a type, a value, a whole record.</summary>
    public string? Found { get; init; }

    /// <summary>How sure the service is: a number from 0 to 1, or a word; null when it does not say.</summary>
    public string? Confidence { get; init; }

    /// <summary>The same as a number; null where there is none.</summary>
    public double? Score { get; init; }

    /// <summary>The pages it is about, such as <c>1-3, 7</c>.</summary>
    public string? Pages { get; init; }

    /// <summary>Why: the reason of a failure, the reasoning, or the words that a value was taken from.</summary>
    public string? Reason { get; init; }

    /// <summary>The id of the job; null for none.</summary>
    public string? JobId { get; init; }

    /// <summary>Whether its status is counted: of several rows of one job it is that of the first.</summary>
    public bool IsCounted { get; init; } = true;
}
