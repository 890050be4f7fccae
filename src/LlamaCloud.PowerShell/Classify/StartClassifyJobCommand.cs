using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Classify;

/// <summary><c>Start-ClassifyJob</c>: starts a classify job for each document, uploading those that are on this machine.</summary>
[Cmdlet(
    VerbsLifecycle.Start, "ClassifyJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(Path),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/classify/methods/create")]
[OutputType(typeof(ClassifyJob))]
public sealed class StartClassifyJobCommand : StartConfiguredJobCmdlet<ClassifyJob>
{
    /// <summary>
    /// The types of documents and how to tell them: a map of types to descriptions, rules of New-ClassifyRule, or objects with
    /// <c>Type</c> and <c>Description</c>.
    /// </summary>
    [Parameter]
    [ClassifyRuleTransformation]
    public ClassifyRule[] Rule { get; set; } = [];

    /// <summary>The language of the documents, ISO 639-1. Default: the service's, <c>en</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string? Language { get; set; }

    /// <summary>How many pages of each document are read at most.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxPages { get; set; }

    /// <summary>Which pages of each document are read: <c>1,3,5-7</c>, ascending, counted from 1.</summary>
    [Parameter]
    [Alias("target_pages")]
    [ArgumentCompleter(typeof(TextCompleter))]
    [PagesTransformation]
    public string? TargetPages { get; set; }

    /// <summary>
    /// What makes starting repeatable: used again in the same project it answers the first job. A script block such as
    /// <c>{ "inbox-$($_.Name)" }</c> makes one of each document. Default: a fresh one each.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("transaction_id")]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? TransactionId { get; set; }

    private protected override JobProduct<ClassifyJob> Product => JobProducts.Classify;

    private protected override string? GivenTransactionId =>
        IsBlankCell(TransactionId, "TransactionId", "transaction_id") ? null : TransactionId;

    private protected override IReadOnlyList<string> ItemNames => [.. Rule.Select(rule => rule.Type)];

    private protected override JobRequest NewRequest() => new ClassifyJobRequest
    {
        Rules = Rule,
        Language = Language?.Trim(),
        MaxPages = IsGiven(nameof(MaxPages)) ? MaxPages : null,
        TargetPages = TargetPages,
    };

    private protected override IEnumerable<ValidationError> Problems(JobRequest request) =>
        ClassifyJobCheck.Problems((ClassifyJobRequest)request);

    private protected override Task<ClassifyJob> CreateAsync(
        LlamaCloudClient client, JobRequest request, RequestScope scope, CancellationToken cancellationToken) =>
        client.Classify.CreateAsync((ClassifyJobRequest)request, scope, cancellationToken);

    private protected override string? DescribeDifference(JobRequest request, ClassifyJob job)
    {
        bool isOther = request.ConfigurationId is string configuration
            ? job.ConfigurationId != configuration && (TransactionId is not null || job.ConfigurationId is not null)
            : job.Configuration is { Rules.Count: > 0 } made
                && !made.Rules.Select(Text).SequenceEqual(((ClassifyJobRequest)request).Rules.Select(Text));
        // A segment has pages of its own, and the transaction id may have been used for another one of the same file.
        bool isOfOtherPages = request.ConfigurationId is null && job.Configuration is not null
            && job.Configuration.ParsingConfiguration?.TargetPages != request.TargetPages?.Replace(" ", string.Empty);
        return isOther ? "other rules" : isOfOtherPages ? "other pages" : null;
    }

    private static string Text(ClassifyRule rule) => $"{rule.Type.Trim()}\n{rule.Description.Trim()}";
}
