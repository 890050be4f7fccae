using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Extract;

/// <summary><c>Start-ExtractJob</c>: starts an extract job for each document, uploading those that are on this machine.</summary>
[Cmdlet(
    VerbsLifecycle.Start, "ExtractJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(Path),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/extract/methods/create")]
[OutputType(typeof(ExtractJob))]
public sealed class StartExtractJobCommand : StartConfiguredJobCmdlet<ExtractJob>, IExtractOptions
{
    private ExtractSchema? _checked;

    /// <summary>
    /// What is extracted: fields with a description or a type each, a class, or a JSON Schema as a map, an object, a text or the path of a
    /// .json file. A script block such as <c>{ $schemas[$_.Category] }</c> chooses one for each document.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
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

    private protected override JobProduct<ExtractJob> Product => JobProducts.Extract;

    private protected override IEnumerable<(string Field, object? Value)> RowFields => [.. base.RowFields, ("data_schema", Schema)];

    private protected override JobRequest NewRequest() => this.ToRequest();

    // In a pipeline the schema may come with each document: then there is none yet.
    private protected override IEnumerable<ValidationError> Problems(JobRequest request) =>
        ExtractJobCheck.Problems((ExtractJobRequest)request).Where(problem => !MyInvocation.ExpectingInput || !IsMissing(problem));

    /// <summary>Checks what is the same for all documents, before anything is sent.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _checked = Schema;
    }

    private protected override ErrorRecord? CheckDocument(DocumentInput document)
    {
        if (ConfigurationId is null && Schema is null && _checked is null && !IsGiven(nameof(Schema)))
        {
            Refuse("ExtractJobRequestInvalid", ErrorCategory.InvalidArgument, "Specify -Schema or -ConfigurationId. Nothing was sent.");
        }

        if (Schema is not null && ReferenceEquals(Schema, _checked))
        {
            return null;
        }

        JobRequest request = NewRequest();
        request.ConfigurationId = ConfigurationId;
        ValidationError[] problems = [.. ExtractJobCheck.Problems((ExtractJobRequest)request)];
        _checked = problems.Length == 0 ? Schema : _checked;
        string? problem = problems.Any(IsMissing)
            ? "-Schema gave nothing for it. Nothing was sent for it. Give a schema for each document."
            : RequestRefusal.Describe(problems);
        return problem is null ? null : new ErrorRecord(
            new ArgumentException($"The schema for '{document.Title}' cannot be used: {problem}"),
            "ExtractJobSchemaInvalid",
            ErrorCategory.InvalidArgument,
            document.Title);
    }

    private protected override void SetDocument(JobRequest request, DocumentInput document)
    {
        base.SetDocument(request, document);
        ((ExtractJobRequest)request).ParseConfigurationId = FindConfiguration(ParseConfigurationId, "parse_v2");
    }

    private protected override Task<ExtractJob> CreateAsync(
        LlamaCloudClient client, JobRequest request, RequestScope scope, CancellationToken cancellationToken) =>
        client.Extract.CreateAsync((ExtractJobRequest)request, scope, cancellationToken);

    private static bool IsMissing(ValidationError problem) => problem is { Location: "data_schema", Type: "missing" };
}
