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

/// <content>Ids that are given by their names.</content>
public abstract partial class ServiceCmdlet
{
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

            string others = all.Count == 0
                ? "There is none."
                : $"There {(all.Count == 1 ? "is" : "are")} {Names(all.Select(one => one.Name))}.";
            Refuse(
                "LlamaCloudConfigurationNameNotFound",
                ErrorCategory.ObjectNotFound,
                $"{(found.Length == 0 ? "No" : found.Length.ToString(CultureInfo.InvariantCulture))} saved configuration for "
                    + $"{string.Join(" or ", productTypes)} is named '{ResourceId.Show(name)}'. {others}",
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
                cancellation => s_projects.GetAsync(
                    $"{Session.Identity} {organization}", () => Client.Projects.ListAsync(organization, isQuick: false, cancellation)));
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
        string[] all = [
            .. names.Distinct().OrderBy(name => name, StringComparer.OrdinalIgnoreCase).Select(name => $"'{ResourceId.Show(name)}'"),
        ];
        return string.Join(", ", all.Take(Most)) + (all.Length > Most ? ", ..." : string.Empty);
    }
}
