using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>
/// <c>Get-LlamaCloudConnection</c>: the connection that commands use in this runspace, and those with a name. Where nothing
/// was connected, the first is the one that the environment describes.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LlamaCloudConnection")]
[OutputType(typeof(LlamaCloudConnection))]
public sealed class GetLlamaCloudConnectionCommand : PSCmdlet
{
    /// <summary>Names, also with wildcards. Without it: every connection.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The error for a name that no connection has.</summary>
    internal static ErrorRecord NotFound(string name) => new ConnectionSettingException(
        "LlamaCloudConnectionNotFound", ErrorCategory.ObjectNotFound, ConnectionTransformationAttribute.DescribeMissing(name), name).ErrorRecord;

    /// <summary>Emits the connections.</summary>
    protected override void EndProcessing()
    {
        Sessions sessions = Sessions.Current;
        if (Name is null)
        {
            if ((sessions.Default ?? FromEnvironment()) is LlamaCloudConnection first)
            {
                WriteObject(first);
            }

            WriteObject(sessions.Named, enumerateCollection: true);
            return;
        }

        foreach (string name in Name)
        {
            LlamaCloudConnection[] found = [.. NameFilter.Find(sessions.Named, connection => connection.Name!, name)];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(NotFound(name));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }

    private LlamaCloudConnection? FromEnvironment()
    {
        try
        {
            return ConnectionSettings.KeyVariable is null ? null : new ConnectionSettings().Make();
        }
        catch (ConnectionSettingException problem)
        {
            WriteError(problem.ErrorRecord);
            return null;
        }
    }
}
