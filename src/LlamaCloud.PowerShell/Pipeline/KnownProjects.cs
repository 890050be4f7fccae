using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>The names and organizations of the projects that a key may see.</summary>
internal sealed class KnownProjects
{
    private readonly IReadOnlyList<LlamaCloudProject> _all;

    private KnownProjects(IReadOnlyList<LlamaCloudProject> all) => _all = all;

    /// <summary>The organizations, each once.</summary>
    public IReadOnlyList<string> Organizations => [.. _all.Select(project => project.OrganizationId).Where(id => id.Length > 0).Distinct()];

    /// <summary>None.</summary>
    public static KnownProjects None { get; } = new([]);

    /// <summary>Asks for them.</summary>
    /// <param name="client">What is asked.</param>
    /// <param name="organizationId">The organization; null for every one.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    public static async Task<KnownProjects> ReadAsync(
        LlamaCloudClient client, string? organizationId, CancellationToken cancellationToken) =>
        new(await client.Projects.ListAsync(organizationId, isQuick: false, cancellationToken).ConfigureAwait(false));

    /// <summary>The name of a project; null where nobody knows.</summary>
    public string? NameOf(string? id) => Find(id)?.Name;

    /// <summary>The organization of a project; null where nobody knows.</summary>
    public string? OrganizationOf(string? id) => Find(id)?.OrganizationId;

    private LlamaCloudProject? Find(string? id) => id is null ? null : _all.FirstOrDefault(project => project.Id == id);
}
