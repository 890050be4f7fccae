namespace LlamaCloud.PowerShell.Pipeline;

internal sealed partial record ErrorSubject
{
    /// <summary>A schema of extract jobs.</summary>
    public static ErrorSubject ExtractSchema { get; } = new("ExtractSchema", "schema", string.Empty);
}
