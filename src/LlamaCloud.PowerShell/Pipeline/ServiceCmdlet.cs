using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Connection;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>What every cmdlet that talks to the service shares: the connection, and the project and organization.</summary>
public abstract partial class ServiceCmdlet : RequestCmdlet
{
    private static readonly MinuteCache<IReadOnlyList<LlamaCloudProject>> s_projects = new();
    private static readonly MinuteCache<IReadOnlyList<LlamaCloudConfiguration>> s_configurations = new();

    private bool _cannotReadProjects;
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

    /// <summary>
    /// The project to look in, its id (a UUID) or its name. Without it the connection's, and without that the key's default project.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("project_id")]
    [ArgumentCompleter(typeof(ProjectIdCompleter))]
    public string? ProjectId { get; set; }

    /// <summary>The organization to look in, a UUID. Without it the connection's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string? OrganizationId { get; set; }

    // Looked up with the first item, not before: an empty pipeline needs no key.
    private protected LlamaCloudConnection Session => _session ??= FindSession();

    private protected LlamaCloudClient Client => _client ??= Session.Open(Notices, UserAgent.Of(this));

    /// <summary>What was typed wins over what came along with the id, and that over what the connection says.</summary>
    private protected RequestScope ScopeOf(BoundId? id = null) =>
        Find(First(ProjectId, id?.ProjectId), First(OrganizationId, id?.OrganizationId));

    /// <summary>
    /// The same, of what the cmdlet has been given by now, but looked up when it is asked for, on the pipeline's thread: the name of a
    /// project is found at the service.
    /// </summary>
    private protected Func<RequestScope> ScopeLater(BoundId? id)
    {
        string? project = First(ProjectId, id?.ProjectId);
        string? organization = First(OrganizationId, id?.OrganizationId);
        return () => Find(project, organization);
    }

    /// <summary>Waits for an answer that the command cannot do without: an error ends it.</summary>
    private protected T Require<T>(string? name, ErrorSubject subject, Func<CancellationToken, Task<T>> send)
    {
        try
        {
            return Receive(send);
        }
        catch (LlamaCloudException failure)
        {
            ThrowTerminatingError(ServiceErrors.Describe(failure, subject, name, Session, out _));
            throw;
        }
    }

    /// <summary>Waits for one answer. An error ends the command or is written, and then the answer is false.</summary>
    private protected bool TryReceive<T>(string? name, Func<CancellationToken, Task<T>> send, out T answer) =>
        TryReceive(name, Session, send, out answer);

    /// <summary>Reads a list page by page, and hands its items on until it ends or enough were taken.</summary>
    /// <param name="pages">The list.</param>
    /// <param name="left">How many are still to be taken; less afterwards by those that were, also when a page failed.</param>
    /// <param name="take">Takes an item; false for one that is not counted.</param>
    /// <returns>Whether no page failed. Otherwise its error has been written, or ends the command.</returns>
    private protected bool TryReadPages<T>(PageReader<T> pages, ref int left, Func<T, bool> take)
    {
        Task<IReadOnlyList<T>>? next = null;
        while (left > 0 && (next is not null || !pages.IsAtEnd))
        {
            Task<IReadOnlyList<T>> asked = next ?? pages.NextAsync(Cancellation);
            next = null;
            if (!TryReceive(null, _ => asked, out IReadOnlyList<T> page))
            {
                return false;
            }

            for (int i = 0; i < page.Count && left > 0; i++)
            {
                left -= take(page[i]) ? 1 : 0;
                // So soon that the next page is there in time, and so late that who wants only the first few gets no more.
                if (i == (page.Count - 1) / 2 && !pages.IsAtEnd && left > page.Count - 1 - i)
                {
                    next = pages.NextAsync(Cancellation);
                }
            }
        }

        return true;
    }

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

    private RequestScope Find(string? project, string? organization)
    {
        string? inOrganization = First(organization, Session.OrganizationId);
        return new RequestScope(FindProject(First(project, Session.ProjectId), inOrganization), inOrganization);
    }

    private static string? First(string? one, string? other) => !string.IsNullOrWhiteSpace(one) ? one : other;
}
