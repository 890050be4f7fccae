using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>Whether somebody sits at a prompt and has typed this very command.</summary>
internal static class Interaction
{
    private static readonly Regex s_command = new(
        "^[-/](c|command|cwa|commandwithargs|e|ec|encodedcommand|f|file)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly bool s_isForOneCommand = IsForOneCommand(Environment.GetCommandLineArgs());

    /// <summary>
    /// Not in a script, a function, a profile or a job, not with <c>pwsh -Command</c>, not on another machine, not where input or output
    /// goes elsewhere, and not where no window can be seen. (That the session is not interactive by <c>-NonInteractive</c> shows only when
    /// it is asked.)
    /// </summary>
    public static bool IsAtPrompt(PSCmdlet cmdlet) =>
        cmdlet.CommandOrigin == CommandOrigin.Runspace
        // The host of jobs and of sessions on other machines, which says that the one runspace there is its prompt's.
        && cmdlet.Host.Name != "ServerRemoteHost"
        && Environment.UserInteractive
        && !s_isForOneCommand
        && !(cmdlet.Host.Name == "ConsoleHost" && (Console.IsInputRedirected || Console.IsOutputRedirected))
        && IsRunspaceOfHost(cmdlet.Host);

    // Such as a task of the night has it. What -NoExit leaves open is a prompt.
    private static bool IsForOneCommand(string[] arguments) =>
        arguments.Any(argument => s_command.IsMatch(argument))
        && !arguments.Any(argument => argument.StartsWith("-noe", StringComparison.OrdinalIgnoreCase));

    // A host's own runspace is the one whose prompt it shows. Jobs and parallel loops have others, with the same host.
    private static bool IsRunspaceOfHost(PSHost host)
    {
        try
        {
            return host is IHostSupportsInteractiveSession session && ReferenceEquals(session.Runspace, Runspace.DefaultRunspace);
        }
        catch (Exception failure) when (failure is NotImplementedException or PSNotImplementedException or HostException)
        {
            // A host without sessions has no prompt.
            return false;
        }
    }
}
