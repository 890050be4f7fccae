using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Parse;

/// <summary><c>Receive-ParseJob</c>: emits what documents have become, whole or page by page.</summary>
[Cmdlet(
    VerbsCommunications.Receive, "ParseJob", DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/parsing/methods/get")]
[OutputType(typeof(ParseResult), typeof(ParsePage))]
public sealed class ReceiveParseJobCommand : JobsCmdlet<ParseJob>
{
    private static readonly string[] s_usual = ["Markdown", "Text", "Metadata", "Usage"];

    private static readonly string[] s_paged = ["Markdown", "Text", "Items", "Metadata", "Forms"];

    private static readonly Dictionary<string, string> s_expansions = new(System.StringComparer.OrdinalIgnoreCase)
    {
        ["Markdown"] = "markdown",
        ["Text"] = "text",
        ["Items"] = "items",
        ["Metadata"] = "metadata",
        ["Forms"] = "forms",
        ["JobMetadata"] = "job_metadata",
        ["Usage"] = "usage",
    };

    /// <summary>
    /// What to read: all of it comes by one request. <c>Items</c> has the tables, <c>Metadata</c> how sure the service is of each page,
    /// <c>Usage</c> the credits. Default: Markdown, Text, Metadata, Usage.
    /// </summary>
    [Parameter]
    [ValidateSet("Markdown", "Text", "Items", "Metadata", "Forms", "JobMetadata", "Usage")]
    public string[]? Include { get; set; }

    /// <summary>Emits each page as an object of its own. However many there are, one is in memory at a time.</summary>
    [Parameter]
    public SwitchParameter Page { get; set; }

    private protected override JobProduct<ParseJob> Product => JobProducts.Parse;

    private Window<JobReference, ParseResultReader> Items => field ??= new Window<JobReference, ParseResultReader>(
        this, () => new ParseReceiving(this, Session, Client, Expand, Wanted, Page));

    private string[] Expand => [.. (Include ?? s_usual).Select(one => s_expansions[one]).Distinct()];

    // What the job itself or only some documents have is not missed.
    private string[] Wanted => Include is null
        ? ["Markdown", "Text"]
        : [.. s_expansions.Keys.Where(one => s_paged.Contains(one) && Include.Contains(one, System.StringComparer.OrdinalIgnoreCase))];

    /// <summary>Waits for what is under way.</summary>
    protected override void EndProcessing() => Items.Complete();

    private protected override void Add(JobReference job, ParseJob? seen) => Items.Add(job);

    private protected override void Add(ErrorRecord problem) => Items.Add(problem);
}
