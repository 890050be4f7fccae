namespace LlamaCloud.PowerShell.Pipeline;

internal sealed partial record ErrorSubject
{
    /// <summary>A directory of the service.</summary>
    public static ErrorSubject Directory { get; } = new("LlamaCloudDirectory", "directory", "dir-...");
}
