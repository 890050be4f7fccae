using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>Whether somebody sits at a prompt and has typed this very command.</summary>
internal static class Interaction
{
    /// <summary>
    /// Not in a script, a function, a profile or a job, not on another machine, not where input or output goes elsewhere, and not where no
    /// window can be seen. (That the session is not interactive by <c>-NonInteractive</c> shows only when it is asked.)
    /// </summary>
    public static bool IsAtPrompt(PSCmdlet cmdlet) =>
        cmdlet.CommandOrigin == CommandOrigin.Runspace
        // The host of jobs and of sessions on other machines, which says that the one runspace there is its prompt's.
        && cmdlet.Host.Name != "ServerRemoteHost"
        && Environment.UserInteractive
        && !(cmdlet.Host.Name == "ConsoleHost" && (Console.IsInputRedirected || Console.IsOutputRedirected))
        && IsRunspaceOfHost(cmdlet.Host);

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
