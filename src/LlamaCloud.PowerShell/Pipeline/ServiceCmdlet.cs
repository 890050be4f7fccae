using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Connection;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>What every cmdlet that talks to the service shares: the connection, and the project and organization.</summary>
public abstract class ServiceCmdlet : RequestCmdlet
{
    private LlamaCloudConnection? _session;
    private LlamaCloudClient? _client;

    private protected ServiceCmdlet()
    {
    }

    /// <summary>
    /// The connection, or its name. Without it: the one that <c>Connect-LlamaCloud</c> made in this runspace, or else the
    /// one that the environment describes.
    /// </summary>
    [Parameter]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public LlamaCloudConnection? Connection { get; set; }

    /// <summary>The project to look in, a UUID. Without it the connection's, and without that the key's default project.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("project_id")]
    [ArgumentCompleter(typeof(ProjectIdCompleter))]
    public string? ProjectId { get; set; }

    /// <summary>The organization to look in, a UUID. Without it the connection's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    public string? OrganizationId { get; set; }

    // Looked up with the first item, not before: an empty pipeline needs no key.
    private protected LlamaCloudConnection Session => _session ??= FindSession();

    private protected LlamaCloudClient Client => _client ??= Session.Open(Notices, UserAgent.Of(this));

    /// <summary>What was typed wins over what came along with the id, and that over what the connection says.</summary>
    private protected RequestScope ScopeOf(BoundId? id = null) => new(
        First(ProjectId, id?.ProjectId, Session.ProjectId),
        First(OrganizationId, id?.OrganizationId, Session.OrganizationId));

    /// <summary>Waits for one answer. An error ends the command or is written, and then the answer is false.</summary>
    private protected bool TryReceive<T>(string? name, Func<CancellationToken, Task<T>> send, out T answer) =>
        TryReceive(name, Session, send, out answer);

    private LlamaCloudConnection FindSession()
    {
        try
        {
            return Sessions.Find(Connection);
        }
        catch (ConnectionSettingException problem)
        {
            ThrowTerminatingError(problem.ErrorRecord);
            throw;
        }
    }

    private static string? First(string? one, string? other, string? last) =>
        !string.IsNullOrWhiteSpace(one) ? one : !string.IsNullOrWhiteSpace(other) ? other : last;
}
