using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Completes nothing, for a parameter that takes a text of the user's own. Without an answer PowerShell would offer local files,
/// which are never meant, so what was typed is offered as it is.
/// </summary>
internal sealed class TextCompleter : IArgumentCompleter
{
    /// <summary>What was typed, as the one thing to choose.</summary>
    public static IEnumerable<CompletionResult> AsTyped(string wordToComplete)
    {
        string word = wordToComplete.Length == 0 ? "''" : wordToComplete;
        return [new CompletionResult(word, word, CompletionResultType.ParameterValue, "a text")];
    }

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
            AsTyped(wordToComplete);
}
