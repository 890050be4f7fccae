using System;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>
/// There is no connection to be had from what was given or what the environment holds. Ends a command; a completer is silent.
/// </summary>
internal sealed class ConnectionSettingException(string errorId, ErrorCategory category, string message, object? target = null)
    : Exception(message)
{
    public ErrorRecord ErrorRecord { get; } = new(new ArgumentException(message), errorId, category, target);
}
