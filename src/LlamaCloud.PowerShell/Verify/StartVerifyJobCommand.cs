using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Verify;

/// <summary><c>Start-VerifyJob</c>: starts a verify job for each document, uploading those that are on this machine.</summary>
[Cmdlet(
    VerbsLifecycle.Start, "VerifyJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(Path),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/alpha/subresources/verify/methods/create")]
[OutputType(typeof(VerifyJob))]
public sealed class StartVerifyJobCommand : StartJobCmdlet<VerifyJob>
{
    // The service's, by its own description.
    private const string DefaultTier = "agentic";

    /// <summary>How thoroughly documents are looked at. Default: the service's, <c>agentic</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(VerifyTierCompleter))]
    public string? Tier { get; set; }

    /// <summary>Which pages of each document are looked at: <c>1,3,5-7</c>, ascending, counted from 1. PDF files alone.</summary>
    [Parameter]
    [Alias("target_pages")]
    [ArgumentCompleter(typeof(TextCompleter))]
    [PagesTransformation]
    public string? TargetPages { get; set; }

    /// <summary>
    /// What makes starting repeatable: used again in the same project it answers the first job. A script block such as
    /// <c>{ "claim-$($_.Name)" }</c> makes one of each document. Default: a fresh one each.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("transaction_id")]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? TransactionId { get; set; }

    private protected override JobProduct<VerifyJob> Product => JobProducts.Verify;

    private protected override string? GivenTransactionId =>
        IsBlankCell(TransactionId, "TransactionId", "transaction_id") ? null : TransactionId;

    private protected override JobRequest NewRequest() => new VerifyJobRequest { Tier = Tier?.Trim(), TargetPages = TargetPages };

    private protected override IEnumerable<ValidationError> Problems(JobRequest request) =>
        VerifyJobCheck.Problems((VerifyJobRequest)request);

    private protected override Task<VerifyJob> CreateAsync(
        LlamaCloudClient client, JobRequest request, RequestScope scope, CancellationToken cancellationToken) =>
        client.Verify.CreateAsync((VerifyJobRequest)request, scope, cancellationToken);

    private protected override string? DescribeDifference(JobRequest request, VerifyJob job) => job.Configuration is not { } made ? null
        : made.Tier is string tier
            && !string.Equals(tier, ((VerifyJobRequest)request).Tier ?? DefaultTier, System.StringComparison.OrdinalIgnoreCase)
            ? "another tier"
        : made.TargetPages != request.TargetPages?.Replace(" ", string.Empty) ? "other pages"
        : null;
}
