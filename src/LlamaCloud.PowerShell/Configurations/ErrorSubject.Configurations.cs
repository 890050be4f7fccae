namespace LlamaCloud.PowerShell.Pipeline;

internal sealed partial record ErrorSubject
{
    /// <summary>A saved configuration.</summary>
    public static ErrorSubject Configuration { get; } = new("LlamaCloudConfiguration", "configuration", "cfg-...");
}
