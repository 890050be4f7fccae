using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Projects;

/// <summary>
/// <c>Get-LlamaCloudProject</c>: the projects that the key may see, those with given names, or the one with an id. Without an
/// organization, here and in the connection, those of all its organizations.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LlamaCloudProject", HelpUri = "https://developers.llamaindex.ai/reference/resources/projects/methods/list")]
[OutputType(typeof(LlamaCloudProject))]
public sealed class GetLlamaCloudProjectCommand : ServiceCmdlet
{
    /// <summary>Names in any case, also with wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProjectNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Project;

    /// <summary>Reads the projects.</summary>
    protected override void ProcessRecord()
    {
        // The connection's project is for what belongs to a project: that it is set must not hide the others.
        string? organization = string.IsNullOrWhiteSpace(OrganizationId) ? Session.OrganizationId : OrganizationId;
        if (string.IsNullOrWhiteSpace(ProjectId))
        {
            if (TryReceive(
                null,
                cancellation => Client.Projects.ListAsync(organization, cancellationToken: cancellation),
                out IReadOnlyList<LlamaCloudProject> all))
            {
                WriteNamed(all);
            }
        }
        else if (!ResourceId.TryParse(ProjectId, out string id, out string? problem))
        {
            WriteError(new ErrorRecord(
                new ArgumentException(
                    $"The project id '{ResourceId.Show(ProjectId!)}' {problem}. Nothing was sent for it. Give a UUID; "
                        + "Get-LlamaCloudProject without an id shows them all."),
                "LlamaCloudProjectIdInvalid",
                ErrorCategory.InvalidArgument,
                ProjectId));
        }
        else if (TryReceive(id, cancellation => Client.Projects.GetAsync(id, organization, cancellation), out LlamaCloudProject project))
        {
            WriteNamed([project]);
        }
    }

    private void WriteNamed(IReadOnlyList<LlamaCloudProject> projects)
    {
        if (Name is null)
        {
            WriteObject(projects, enumerateCollection: true);
            return;
        }

        foreach (NameQuery query in Name.Select(name => new NameQuery(name)))
        {
            IReadOnlyList<LlamaCloudProject> found = query.Find(projects, project => project.Name);
            if (found.Count == 0 && query.Pattern is null)
            {
                WriteError(
                    query.NotFound(
                        "LlamaCloudProjectNameNotFound",
                        ErrorCategory.ObjectNotFound,
                        "No project that this key may see",
                        "Get-LlamaCloudProject"));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
