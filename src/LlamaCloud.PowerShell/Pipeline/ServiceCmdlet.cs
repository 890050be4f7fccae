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
public abstract class ServiceCmdlet : RequestCmdlet
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

    /// <summary>The project to look in, its id (a UUID) or its name. Without it the connection's, and without that the key's default project.</summary>
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
    private protected RequestScope ScopeOf(BoundId? id = null)
    {
        string? organization = First(OrganizationId, id?.OrganizationId, Session.OrganizationId);
        return new RequestScope(FindProject(First(ProjectId, id?.ProjectId, Session.ProjectId), organization), organization);
    }

    /// <summary>The id of a saved configuration that is given by its id or its name. What is not exactly one ends the command.</summary>
    /// <param name="given">The id or the name; null for none.</param>
    /// <param name="productType">What it is to be for.</param>
    private protected string? FindConfiguration(string? given, string productType)
    {
        string? name = given?.Trim();
        if (string.IsNullOrEmpty(name) || name!.StartsWith("cfg-", StringComparison.OrdinalIgnoreCase) || Guid.TryParse(name, out _))
        {
            return name;
        }

        return FindNamedConfiguration(name, [productType]).Id;
    }

    /// <summary>The saved configuration of a name, for one of these. Where there is not exactly one, the command ends.</summary>
    private protected LlamaCloudConfiguration FindNamedConfiguration(string name, IReadOnlyList<string> productTypes)
    {
        LlamaCloudConfiguration[] found = Named(ReadConfigurations(name, productTypes), name);
        if (found.Length != 1)
        {
            // It may have been saved since they were read.
            s_configurations.Clear();
            IReadOnlyList<LlamaCloudConfiguration> all = ReadConfigurations(name, productTypes);
            found = Named(all, name);
            if (found.Length == 1)
            {
                return found[0];
            }

            string others = all.Count == 0 ? "There is none." : $"There are {Names(all.Select(one => one.Name))}.";
            Refuse(
                "LlamaCloudConfigurationNameNotFound",
                ErrorCategory.ObjectNotFound,
                $"{(found.Length == 0 ? "No" : found.Length.ToString(CultureInfo.InvariantCulture))} saved configuration for {string.Join(" or ", productTypes)} is named '{ResourceId.Show(name)}'. {others}",
                name);
        }

        return found[0];
    }

    /// <summary>A saved configuration was changed: what is remembered of their names is no longer true.</summary>
    private protected static void ForgetConfigurations() => s_configurations.Clear();

    private static LlamaCloudConfiguration[] Named(IReadOnlyList<LlamaCloudConfiguration> all, string name) =>
        [.. all.Where(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase))];

    private IReadOnlyList<LlamaCloudConfiguration> ReadConfigurations(string name, IReadOnlyList<string> productTypes)
    {
        RequestScope scope = ScopeOf();
        return Require(name, ErrorSubject.Configuration, cancellation => s_configurations.GetAsync(
            $"{Session.Identity} {scope} {string.Join(" ", productTypes)}",
            () => Client.Configurations.List(new ConfigurationFilter { ProductTypes = productTypes }, scope).ReadAllAsync(cancellation)));
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

    // A name that is none is sent as it is: the service's refusal is an error about the item, and says which names there are.
    private string? FindProject(string? given, string? organization)
    {
        if (string.IsNullOrWhiteSpace(given) || Guid.TryParse(given, out _) || _cannotReadProjects)
        {
            return given;
        }

        try
        {
            IReadOnlyList<LlamaCloudProject> all = Receive(
                cancellation => s_projects.GetAsync($"{Session.Identity} {organization}", () => Client.Projects.ListAsync(organization, isQuick: false, cancellation)));
            Session.ProjectNames = Names(all.Select(one => one.Name));
            LlamaCloudProject[] found = [.. all.Where(one => string.Equals(one.Name, given!.Trim(), StringComparison.OrdinalIgnoreCase))];
            if (found.Length > 1)
            {
                Session.ProjectNames = string.Join(", ", found.Select(one => $"'{ResourceId.Show(one.Name)}' ({one.Id})"));
            }

            return found.Length == 1 ? found[0].Id : given;
        }
        catch (LlamaCloudException)
        {
            _cannotReadProjects = true;
            // What keeps the names from being read keeps the request from succeeding, and its error is about what was asked for.
            return given;
        }
    }

    private static string Names(IEnumerable<string> names)
    {
        const int Most = 10;
        string[] all = [.. names.Distinct().OrderBy(name => name, StringComparer.OrdinalIgnoreCase).Select(name => $"'{ResourceId.Show(name)}'")];
        return string.Join(", ", all.Take(Most)) + (all.Length > Most ? ", ..." : string.Empty);
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

    private static string? First(string? one, string? other, string? last) =>
        !string.IsNullOrWhiteSpace(one) ? one : !string.IsNullOrWhiteSpace(other) ? other : last;
}
