namespace LlamaCloud.PowerShell.Pipeline;

internal sealed partial record ErrorSubject
{
    /// <summary>The usage of a job of whichever product, or of many.</summary>
    public static ErrorSubject Usage { get; } = new("LlamaCloudUsage", "job", string.Empty);
}
