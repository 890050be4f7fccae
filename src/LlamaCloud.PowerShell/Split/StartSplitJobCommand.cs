using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Split;

/// <summary><c>Start-SplitJob</c>: starts a split job for each document, uploading those that are on this machine.</summary>
[Cmdlet(
    VerbsLifecycle.Start, "SplitJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(Path),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/split/methods/create")]
[OutputType(typeof(SplitJob))]
public sealed class StartSplitJobCommand : StartConfiguredJobCmdlet<SplitJob>, ISplitOptions
{
    /// <summary>
    /// The categories of the parts: names, a map of names to descriptions, or objects with <c>Name</c> and <c>Description</c>.
    /// </summary>
    [Parameter]
    [SplitCategoryTransformation]
    public SplitCategory[] Category { get; set; } = [];

    /// <summary>What becomes of pages of no category. Default: the service's, <c>include</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(SplitUncategorizedCompleter))]
    public string? Uncategorized { get; set; }

    /// <summary>Where a part begins and ends, in plain words.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? Instruction { get; set; }

    /// <summary>How many pages a part has at least.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MinPages { get; set; }

    /// <summary>
    /// What makes starting repeatable: used again in the same project it answers the first job. A script block such as
    /// <c>{ "post-$($_.Name)" }</c> makes one of each document. Default: a fresh one each.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("transaction_id")]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? TransactionId { get; set; }

    private protected override JobProduct<SplitJob> Product => JobProducts.Split;

    private protected override string? GivenTransactionId =>
        IsBlankCell(TransactionId, "TransactionId", "transaction_id") ? null : TransactionId;

    private protected override IReadOnlyList<string> ItemNames => [.. Category.Select(category => category.Name)];

    private protected override JobRequest NewRequest() => this.ToRequest();

    private protected override IEnumerable<ValidationError> Problems(JobRequest request) =>
        SplitJobCheck.Problems((SplitJobRequest)request);

    // Of a file the service answers the pages of the whole, so it has to read them all.
    private protected override ErrorRecord? CheckDocument(DocumentInput document) =>
        document.Pages is null || document.IsParseJob ? null : new ErrorRecord(
        new ArgumentException(
            $"A file is split as a whole, and '{document.Title}' is some pages of one. Nothing was sent for it. Pipe the file, or parse "
                + "it first: of a parse job some pages can be split."),
        "SplitJobPagesInvalid",
        ErrorCategory.InvalidArgument,
        document.Title);

    private protected override Task<SplitJob> CreateAsync(
        LlamaCloudClient client, JobRequest request, RequestScope scope, CancellationToken cancellationToken) =>
        client.Split.CreateAsync((SplitJobRequest)request, scope, cancellationToken);

    private protected override string? DescribeDifference(JobRequest request, SplitJob job)
    {
        bool isOther = request.ConfigurationId is string configuration
            ? job.ConfigurationId != configuration && (TransactionId is not null || job.ConfigurationId is not null)
            : !job.Categories.Select(Text).SequenceEqual(((SplitJobRequest)request).Categories.Select(Text));
        return isOther ? "other categories" : null;
    }

    private static string Text(SplitCategory category) => $"{category.Name.Trim()}\n{category.Description?.Trim()}";
}
