namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes what a record is of.</summary>
internal sealed class ExtractTargetCompleter() : WordCompleter("PerDocument", "PerPage", "PerTableRow");

/// <summary>Completes how much effort is made.</summary>
internal sealed class ExtractTierCompleter() : WordCompleter(ExtractWords.Tiers);

/// <summary>Completes how thoroughly a document is read before it is extracted from.</summary>
internal sealed class ExtractParseTierCompleter() : WordCompleter("fast", "cost_effective", "agentic", "agentic_plus");
