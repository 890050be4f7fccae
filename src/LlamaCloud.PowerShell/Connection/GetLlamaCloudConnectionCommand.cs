using System.Collections.Generic;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>
/// <c>Get-LlamaCloudConnection</c>: the connection that commands use in this runspace, and those with a name. Where nothing
/// was connected, the first is the one that the environment describes.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LlamaCloudConnection", HelpUri = "https://developers.llamaindex.ai/reference")]
[OutputType(typeof(LlamaCloudConnection))]
public sealed class GetLlamaCloudConnectionCommand : PSCmdlet
{
    /// <summary>Names, also with wildcards. Without it: every connection.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

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
            WriteObject(Find(this, name), enumerateCollection: true);
        }
    }

    /// <summary>The connections that a name means; that there is none is written as an error.</summary>
    internal static IReadOnlyList<LlamaCloudConnection> Find(Cmdlet cmdlet, string name)
    {
        NameQuery query = new(name);
        IReadOnlyList<LlamaCloudConnection> found = query.Find(Sessions.Current.Named, connection => connection.Name!);
        if (found.Count == 0 && query.Pattern is null)
        {
            cmdlet.WriteError(new ConnectionSettingException(
                "LlamaCloudConnectionNotFound",
                ErrorCategory.ObjectNotFound,
                ConnectionTransformationAttribute.DescribeMissing(name),
                name).ErrorRecord);
        }

        return found;
    }

    private LlamaCloudConnection? FromEnvironment()
    {
        try
        {
            return ConnectionEnvironment.KeyVariable is null ? null : new ConnectionSettings().Make();
        }
        catch (ConnectionSettingException problem)
        {
            WriteError(problem.ErrorRecord);
            return null;
        }
    }
}
