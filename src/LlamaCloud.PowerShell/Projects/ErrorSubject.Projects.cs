namespace LlamaCloud.PowerShell.Pipeline;

internal sealed partial record ErrorSubject
{
    /// <summary>A project, or the list of them.</summary>
    public static ErrorSubject Project { get; } = new("LlamaCloudProject", "project", "a UUID");
}
