namespace LlamaCloud.PowerShell.Pipeline;

internal sealed partial record ErrorSubject
{
    /// <summary>A file at the service.</summary>
    public static ErrorSubject File { get; } = new("LlamaCloudFile", "file", "dfl-...");
}
