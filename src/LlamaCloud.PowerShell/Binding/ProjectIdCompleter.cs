using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes the id of a project.</summary>
internal class ProjectIdCompleter : LookupCompleter<LlamaCloudProject>
{
    private static readonly Lookup<LlamaCloudProject> s_projects = new();
    private static readonly string[] s_elsewhere = ["ApiKey", "Region", "BaseUri"];

    protected override Lookup<LlamaCloudProject> Lookup => s_projects;

    protected override Task<IReadOnlyList<LlamaCloudProject>> ReadAsync(
        LlamaCloudClient client, RequestScope scope, CancellationToken cancellationToken) =>
        client.Projects.ListAsync(scope.OrganizationId, isQuick: true, cancellationToken);

    protected override string IdOf(LlamaCloudProject one) => one.Id;

    protected override string NameOf(LlamaCloudProject one) => one.Name;

    protected override string KeyOf(RequestScope scope) => scope.OrganizationId ?? string.Empty;

    // Connect-LlamaCloud with another key or place: whose projects would these be?
    protected override bool Refuses(IDictionary bound) => s_elsewhere.Any(bound.Contains);
}

/// <summary>Completes the name of a project.</summary>
internal sealed class ProjectNameCompleter : ProjectIdCompleter
{
    protected override string ValueOf(LlamaCloudProject one) => one.Name;
}

/// <summary>Completes the id of an organization; projects know theirs.</summary>
internal sealed class OrganizationIdCompleter : ProjectIdCompleter
{
    protected override Task<IReadOnlyList<LlamaCloudProject>> ReadAsync(
        LlamaCloudClient client, RequestScope scope, CancellationToken cancellationToken) =>
        client.Projects.ListAsync(null, isQuick: true, cancellationToken);

    protected override string IdOf(LlamaCloudProject one) => one.OrganizationId;

    protected override string NameOf(LlamaCloudProject one) => one.OrganizationId;

    protected override string TipOf(LlamaCloudProject one) => $"the organization of {one.Name}";

    // Whatever is typed so far, every organization is meant.
    protected override string KeyOf(RequestScope scope) => string.Empty;
}
