namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes how thoroughly documents are looked at.</summary>
internal sealed class VerifyTierCompleter() : WordCompleter("fast", "agentic");
