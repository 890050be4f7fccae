using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes the statuses that are known; the service adds some, so others are taken too.</summary>
internal sealed class ClassifyJobStatusCompleter : IArgumentCompleter
{
    private static readonly string[] s_statuses = ["PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED"];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        s_statuses
            .Where(status => status.StartsWith(Completion.Unquote(wordToComplete), StringComparison.OrdinalIgnoreCase))
            .Select(status => new CompletionResult(status));
}
