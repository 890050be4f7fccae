namespace LlamaCloud.PowerShell.Report;

/// <summary>What a reader has to do about a row, the most urgent first: the order of the report.</summary>
internal enum ReportOutcome
{
    /// <summary>There is no result.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,

    /// <summary>There is a result that a person should look at.</summary>
    Check,

    /// <summary>There is no result yet.</summary>
    NotEnded,

    /// <summary>Nothing is to be done.</summary>
    Fine,
}
