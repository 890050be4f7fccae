namespace LlamaCloud.PowerShell.Pipeline;

internal sealed partial record ErrorSubject
{
    /// <summary>A classify job.</summary>
    public static ErrorSubject ClassifyJob { get; } = new("ClassifyJob", "classify job", "clj-...");

    /// <summary>A job that is to be; it is named by its document.</summary>
    public static ErrorSubject NewClassifyJob { get; } = new("ClassifyJob", "classify job for", "clj-...") { Action = "started", IsMade = true };
}
