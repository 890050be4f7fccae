using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using LlamaCloud.PowerShell.Connection;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes the names of this runspace's connections.</summary>
internal sealed class ConnectionNameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Sessions.Current.Named
            .Where(connection => connection.Name!.StartsWith(Completion.Unquote(wordToComplete), StringComparison.OrdinalIgnoreCase))
            .Select(connection => new CompletionResult(
                Completion.Quote(connection.Name!),
                ShownText.Of(connection.Name!),
                CompletionResultType.ParameterValue,
                ShownText.Of(connection.ToString()!)));
}
