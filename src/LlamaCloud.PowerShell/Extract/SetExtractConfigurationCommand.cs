using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Extract;

/// <summary>
/// <c>Set-ExtractConfiguration</c>: saves a schema and how documents are read under a name, for <c>Start-ExtractJob
/// -ConfigurationId</c>. A name that is there gets a new version.
/// </summary>
[Cmdlet(
    VerbsCommon.Set, "ExtractConfiguration", SupportsShouldProcess = true,
    HelpUri = "https://developers.llamaindex.ai/reference/resources/configurations/methods/create")]
[OutputType(typeof(LlamaCloudConfiguration))]
public sealed class SetExtractConfigurationCommand : ServiceCmdlet, IExtractOptions
{
    private const int LongestName = 255;

    /// <summary>The name, up to 255 characters.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotBlank]
    [ValidateLength(1, LongestName)]
    [ArgumentCompleter(typeof(ConfigurationNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>
    /// What is extracted: fields with a description or a type each, a class, or a JSON Schema as a map, an object, a text or the path of a
    /// .json file.
    /// </summary>
    [Parameter(Position = 1, Mandatory = true)]
    [Alias("data_schema")]
    [ExtractSchemaTransformation]
    public ExtractSchema? Schema { get; set; }

    /// <summary>What a record is of: the document, a page, or a row of a table. Default: the service's, the document.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(ExtractTargetCompleter))]
    public string? Target { get; set; }

    /// <summary>How much effort is made, and what it costs. Default: the service's, <c>cost_effective</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(ExtractTierCompleter))]
    public string? Tier { get; set; }

    /// <summary>The release of the service's own engine: <c>latest</c> or a date. Default: the service's.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? Version { get; set; }

    /// <summary>What the service is told beside the schema, in plain words.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? SystemPrompt { get; set; }

    /// <summary>Lets each value come with where it stands in the document.</summary>
    [Parameter]
    public SwitchParameter CiteSources { get; set; }

    /// <summary>Lets each value come with how sure the service is.</summary>
    [Parameter]
    public SwitchParameter ConfidenceScores { get; set; }

    /// <summary>Which pages of each document are read: <c>1,3,5-7</c>, ascending, counted from 1.</summary>
    [Parameter]
    [Alias("target_pages")]
    [ArgumentCompleter(typeof(TextCompleter))]
    [PagesTransformation]
    public string? TargetPages { get; set; }

    /// <summary>How many pages of each document are read at most.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxPages { get; set; }

    /// <summary>How thoroughly a document is read before. Default: as <c>-Tier</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(ExtractParseTierCompleter))]
    public string? ParseTier { get; set; }

    /// <summary>A saved configuration of parse jobs by which a document is read, or its id, <c>cfg-...</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TextCompleter))]
    [OneConfigurationIdTransformation]
    public string? ParseConfigurationId { get; set; }

    /// <summary>Reads the cells of workbooks as such.</summary>
    [Parameter]
    public SwitchParameter SpreadsheetMode { get; set; }

    /// <summary>The sheets of workbooks that are read, by their exact names.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string[]? SheetName { get; set; }

    /// <summary>Does the work anew where the service has earlier results.</summary>
    [Parameter]
    public SwitchParameter NoCache { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Configuration with { Action = "saved", IsMade = true };

    /// <summary>Checks and saves it.</summary>
    protected override void ProcessRecord()
    {
        ExtractJobRequest request = this.ToRequest();
        if (RequestRefusal.Describe(ExtractJobCheck.Problems(request)) is string problem)
        {
            Refuse("LlamaCloudConfigurationInvalid", ErrorCategory.InvalidArgument, problem);
        }

        if (!ShouldProcess(Name, "Save extract configuration"))
        {
            return;
        }

        request.ParseConfigurationId = FindConfiguration(ParseConfigurationId, "parse_v2");
        Held.IsHolding = true;
        RequestScope scope = ScopeOf();
        if (TryReceive(Name, token => Client.Configurations.SaveAsync(Name, request, scope, token), out LlamaCloudConfiguration saved))
        {
            ForgetConfigurations();
            WriteObject(saved);
        }

        EndChange();
    }
}
