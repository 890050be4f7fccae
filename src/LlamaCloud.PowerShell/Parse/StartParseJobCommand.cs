using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Parse;

/// <summary><c>Start-ParseJob</c>: starts a parse job for each document, uploading those that are on this machine.</summary>
[Cmdlet(
    VerbsLifecycle.Start, "ParseJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(Path),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/parsing/methods/create")]
[OutputType(typeof(ParseJob))]
public sealed partial class StartParseJobCommand : StartConfiguredJobCmdlet<ParseJob>
{
    private readonly ConcurrentDictionary<RequestScope, ParseJobSearch> _searches = new();

    /// <summary>Public addresses of documents, http or https, which the service reads itself.</summary>
    [Parameter(ParameterSetName = nameof(Uri), Mandatory = true)]
    [Alias("Url", "source_url")]
    [AddressTransformation]
    public Uri[] Uri { get; set; } = [];

    /// <summary>How thoroughly documents are read. Default: <c>cost_effective</c>, or that of the saved configuration.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(ParseTierCompleter))]
    public string? Tier { get; set; }

    /// <summary>The version of the tier, <c>latest</c> or a date. Default: <c>latest</c>, or that of the saved configuration.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(ParseVersionCompleter))]
    public string? Version { get; set; }

    /// <summary>What the service is told in plain words. Not with the tier <c>fast</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? Prompt { get; set; }

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

    /// <summary>The languages of the documents, for texts in images. Default: the service's, <c>en</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ParseLanguageCompleter))]
    public string[]? Language { get; set; }

    /// <summary>The service's further options: a map, an object, a JSON text or the path of a .json file.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ParseOptionCompleter))]
    [ParseOptionTransformation]
    public IDictionary? Option { get; set; }

    /// <summary>Sends options that look like a slip, too, with a warning: the service adds some.</summary>
    [Parameter]
    public SwitchParameter AllowUnknownOption { get; set; }

    /// <summary>Reads documents anew that the service has read within the last days.</summary>
    [Parameter]
    public SwitchParameter NoCache { get; set; }

    /// <summary>Tags that come back with the jobs: names with a text each.</summary>
    [Parameter]
    [TagTransformation]
    public IDictionary? UserMetadata { get; set; }

    /// <summary>
    /// What makes starting repeatable: of the jobs since <see cref="Since"/> the one that it was used for is emitted. A script block such
    /// as <c>{ "inbox-$($_.Name)" }</c> makes one of each document. Default: a fresh one each.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("transaction_id")]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? TransactionId { get; set; }

    /// <summary>
    /// Since when jobs count that <see cref="TransactionId"/> was used for. A time without a zone is local. Default: two days ago.
    /// </summary>
    [Parameter]
    [TimeTransformation]
    public DateTimeOffset Since { get; set; }

    private protected override JobProduct<ParseJob> Product => JobProducts.Parse;

    private protected override string? GivenTransactionId =>
        IsBlankCell(TransactionId, "TransactionId", "transaction_id") ? null : TransactionId;

    private protected override Func<JobRequest, RequestScope, CancellationToken, Task<ParseJob?>> FindStarted =>
        (request, scope, cancellation) =>
        _searches.GetOrAdd(scope, one => Client.Parse.Search(IsGiven(nameof(Since)) ? Since : DateTimeOffset.Now.AddDays(-2), one))
            .FindAsync(request.TransactionId!, cancellation);

    /// <summary>Checks what is the same for all documents, before anything is sent.</summary>
    protected override void BeginProcessing()
    {
        if (Uri.FirstOrDefault(address => !address.IsAbsoluteUri || address.Scheme is not ("http" or "https")) is Uri local)
        {
            Refuse(
                "ParseJobUriInvalid",
                ErrorCategory.InvalidArgument,
                $"-Uri '{ResourceId.Show(local.OriginalString)}' is no http or https address. Nothing was sent. Give files of this "
                    + "machine with -Path.",
                local);
        }

        base.BeginProcessing();
        List<string> unknown = [];
        _ = ParseOptions.Problems(ParseParameters.Options(Option), AllowUnknownOption, unknown);
        foreach (string warning in ParseParameters.Warnings(unknown))
        {
            WriteWarning(warning);
        }

        FindDestination();
    }

    private protected override JobRequest NewRequest() => new ParseJobRequest
    {
        Tier = ParseParameters.Text(Tier),
        Version = ParseParameters.Text(Version),
        Prompt = Prompt,
        MaxPages = IsGiven(nameof(MaxPages)) ? MaxPages : null,
        TargetPages = TargetPages,
        Languages = ParseParameters.Languages(Language),
        NoCache = NoCache,
        UserMetadata = UserMetadata as Dictionary<string, string> ?? [],
        Options = ParseParameters.Options(Option),
    };

    private protected override IEnumerable<ValidationError> Problems(JobRequest request) =>
        ParseJobCheck.Problems((ParseJobRequest)request, AllowUnknownOption);

    private protected override IEnumerable<DocumentInput>? ReadOwnDocuments() =>
        ParameterSetName == nameof(Uri) ? Uri.Select(DocumentInput.OfAddress) : null;

    private protected override void SetDocument(JobRequest request, DocumentInput document)
    {
        base.SetDocument(request, document);
        ((ParseJobRequest)request).SourceUrl = document.Address;
    }

    private protected override Task<ParseJob> CreateAsync(
        LlamaCloudClient client, JobRequest request, RequestScope scope, CancellationToken cancellationToken) =>
        client.Parse.CreateAsync((ParseJobRequest)request, scope, cancellationToken);

    private protected override string? DescribeDifference(JobRequest request, ParseJob job) =>
        ParseJobCheck.TierOf((ParseJobRequest)request) is string tier && job.Tier is string made && tier != made ? "another tier" : null;
}
