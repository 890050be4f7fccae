using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Runtime.InteropServices;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>What the service sees of who asks (RFC 9110, section 10.1.5): the module, the PowerShell it runs in, the system.</summary>
internal static class UserAgent
{
    /// <param name="cmdlet">The command that asks; null when it is no command but a completer.</param>
    public static string Of(PSCmdlet? cmdlet)
    {
        string version = typeof(UserAgent).Assembly.GetName().Version!.ToString(3);
        IDictionary? table = cmdlet?.GetVariableValue("PSVersionTable") as IDictionary;
        string engine = table is null ? "completion" : $"{table["PSEdition"] ?? "Desktop"} {table["PSVersion"]}".Trim();
        return $"LlamaCloud.PowerShell/{version} ({AsComment(engine)}; {AsComment(RuntimeInformation.OSDescription)})";
    }

    // A comment in a header holds no parentheses and only visible characters.
    private static string AsComment(string text) =>
        new([.. text.Select(c => c is >= ' ' and <= '~' and not '(' and not ')' and not '\\' ? c : ' ')]);
}
