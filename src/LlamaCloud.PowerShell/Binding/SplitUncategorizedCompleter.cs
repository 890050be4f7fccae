namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes what becomes of pages of no category.</summary>
internal sealed class SplitUncategorizedCompleter() : WordCompleter("Include", "Forbid", "Omit");
