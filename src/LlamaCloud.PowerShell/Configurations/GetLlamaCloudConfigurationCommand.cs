using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Configurations;

/// <summary>
/// <c>Get-LlamaCloudConfiguration</c>: saved configurations of every product, by their ids. Without ids it lists them, the newest
/// version of each name.
/// </summary>
[Cmdlet(
    VerbsCommon.Get, "LlamaCloudConfiguration", DefaultParameterSetName = IdSet,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/configurations/methods/list")]
[OutputType(typeof(LlamaCloudConfiguration))]
public sealed class GetLlamaCloudConfigurationCommand : IdsCmdlet<LlamaCloudConfiguration>
{
    private const string IdSet = "Id";
    private const string ListSet = "List";

    /// <summary>
    /// The ids, <c>cfg-...</c>: strings, configurations, or rows and hashtables with a <c>ConfigurationId</c>,
    /// <c>configuration_id</c> or <c>Id</c>.
    /// </summary>
    [Parameter(ParameterSetName = IdSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "configuration_id")]
    [ArgumentCompleter(typeof(ConfigurationIdCompleter))]
    [ConfigurationIdTransformation]
    public string?[]? ConfigurationId { get; set; }

    /// <summary>Lists those with these names, also with wildcards. A name without them is exact, in its case too.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConfigurationNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>
    /// Lists those for these products: <c>classify_v2</c>, <c>extract_v2</c>, <c>parse_v2</c>, <c>split_v1</c>, <c>spreadsheet_v1</c>.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProductTypeCompleter))]
    public string[] ProductType { get; set; } = [];

    /// <summary>Lists every version, not the newest alone.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter AllVersions { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Configuration;

    /// <summary>Refuses filters in a pipeline.</summary>
    protected override void BeginProcessing() => RefuseFiltersInPipeline(ListSet, nameof(Name));

    /// <summary>Reads the configurations of one pipeline record, or lists.</summary>
    protected override void ProcessRecord()
    {
        if (MyInvocation.ExpectingInput || IsGiven(nameof(ConfigurationId)))
        {
            Take(ConfigurationId);
            return;
        }

        if (Name is null)
        {
            Write(null, null, out _);
        }

        foreach (NameQuery query in (Name ?? []).Select(name => new NameQuery(name)))
        {
            List(query);
        }
    }

    private protected override WindowWork<(string Id, RequestScope Scope), LlamaCloudConfiguration> Open() =>
        new IdWork<LlamaCloudConfiguration>(
            "Getting configurations", Subject with { HasNames = true }, Session, Client.Configurations.GetAsync, WriteObject);

    private void List(NameQuery query)
    {
        bool isAny = false;
        if ((query.Exact is not null && !Write(query.Exact, null, out isAny)) || isAny)
        {
            return;
        }

        if (query.Pattern is not null)
        {
            Write(null, query.Pattern, out _);
        }
        else
        {
            WriteError(
                query.NotFound(
                    "LlamaCloudConfigurationNameNotFound",
                    ErrorCategory.ObjectNotFound,
                    "No configuration of the project",
                    "Get-LlamaCloudConfiguration"));
        }
    }

    // Whether they could be read to their end, and whether there was any.
    private bool Write(string? name, WildcardPattern? pattern, out bool isAny)
    {
        isAny = false;
        PageReader<LlamaCloudConfiguration> pages = Client.Configurations.List(
            new ConfigurationFilter { Name = name, ProductTypes = ProductType, AllVersions = AllVersions }, ScopeOf());
        while (!pages.IsAtEnd)
        {
            if (!TryReceive(null, pages.NextAsync, out IReadOnlyList<LlamaCloudConfiguration> page))
            {
                return false;
            }

            foreach (LlamaCloudConfiguration configuration in page.Where(one => pattern?.IsMatch(one.Name) != false))
            {
                isAny = true;
                WriteObject(configuration);
            }
        }

        return true;
    }
}
