using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>
/// <c>Disconnect-LlamaCloud</c>: forgets the key of this runspace's connection, or of the ones that are named or given. It
/// says when commands go on with a key from the environment.
/// </summary>
[Cmdlet(
    VerbsCommunications.Disconnect, "LlamaCloud", DefaultParameterSetName = DefaultSet,
    HelpUri = "https://developers.llamaindex.ai/reference")]
public sealed class DisconnectLlamaCloudCommand : PSCmdlet
{
    private const string DefaultSet = "Default";

    /// <summary>The names of connections, also with wildcards. Without it: the one without a name.</summary>
    [Parameter(ParameterSetName = nameof(Name), Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>A connection, also from the pipeline. It can no longer be used then, in no runspace that holds it.</summary>
    [Parameter(ParameterSetName = nameof(Connection), Mandatory = true, ValueFromPipeline = true)]
    [ConnectionTransformation]
    public LlamaCloudConnection? Connection { get; set; }

    /// <summary>Disconnects.</summary>
    protected override void ProcessRecord()
    {
        Sessions sessions = Sessions.Current;
        // Also of a connection that is the environment's own: it comes back with the next command.
        bool hadDefault = sessions.Default is not null
            || (Connection is { Name: null } && Connection.KeySource == ConnectionEnvironment.KeyVariable);
        if (Connection is not null)
        {
            sessions.Remove(Connection);
        }
        else if (Name is not null)
        {
            foreach (LlamaCloudConnection connection in Name.SelectMany(name => GetLlamaCloudConnectionCommand.Find(this, name)))
            {
                sessions.Remove(connection);
            }
        }
        else if (sessions.Default is not null)
        {
            sessions.Remove(sessions.Default);
        }

        bool isOver = sessions.Default is null && (hadDefault || ParameterSetName == DefaultSet);
        if (isOver && ConnectionEnvironment.KeyVariable is string variable)
        {
            WriteWarning(
                $"The environment variable {variable} holds a key, which commands without -Connection use from now on. Remove-Item "
                    + $"Env:{variable} takes it away.");
        }
    }
}
