using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes the names of SecretManagement's vaults.</summary>
internal sealed class VaultCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        using System.Management.Automation.PowerShell shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Get-SecretVault").AddParameter("ErrorAction", ActionPreference.Ignore);
        try
        {
            string word = Completion.Unquote(wordToComplete);
            return [.. from vault in shell.Invoke()
                       let name = vault.Properties["Name"]?.Value?.ToString()
                       where name is not null && name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                       select new CompletionResult(
                           Completion.Quote(name), ShownText.Of(name), CompletionResultType.ParameterValue, ShownText.Of(name))];
        }
        catch (CommandNotFoundException)
        {
            // Without SecretManagement there are no vaults to complete.
            return [];
        }
    }
}
