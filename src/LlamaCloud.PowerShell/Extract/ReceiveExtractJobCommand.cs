using System.Collections.Generic;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Extract;

/// <summary><c>Receive-ExtractJob</c>: emits what extract jobs have found, an object for each record or for each value.</summary>
[Cmdlet(
    VerbsCommunications.Receive, "ExtractJob", DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/extract/methods/get")]
[OutputType(typeof(PSObject), typeof(ExtractedField))]
public sealed class ReceiveExtractJobCommand : JobsCmdlet<ExtractJob>
{
    private readonly ConditionalWeakTable<JobReference, ExtractJob> _known = new();
    private readonly ExtractTable _table = new();
    private ExtractOutput? _output;

    /// <summary>Leaves out the name of the file and the id of the job.</summary>
    [Parameter]
    public SwitchParameter RecordOnly { get; set; }

    /// <summary>
    /// Makes a column of each value, such as <c>Lines[0].Amount</c>, the same columns for all records: for Export-Csv. They come out when
    /// all have been read.
    /// </summary>
    [Parameter]
    public SwitchParameter Flatten { get; set; }

    /// <summary>Emits an object for each value, with how sure the service is and where it stands.</summary>
    [Parameter]
    public SwitchParameter Field { get; set; }

    private protected override JobProduct<ExtractJob> Product => JobProducts.Extract;

    private Window<JobReference, ExtractJob> Items => field ??= new Window<JobReference, ExtractJob>(this, Open);

    private IReadOnlyCollection<string> Expand => Field ? ["configuration", "extract_metadata"] : ["configuration"];

    /// <summary>Refuses what excludes each other.</summary>
    protected override void BeginProcessing()
    {
        if (Field && (Flatten || RecordOnly))
        {
            Refuse(
                "ExtractJobParameterConflict",
                ErrorCategory.InvalidArgument,
                "-Field emits values, and -Flatten and -RecordOnly are about records. Leave one out.");
        }
    }

    /// <summary>Waits for what is under way, and emits what was held for -Flatten.</summary>
    protected override void EndProcessing()
    {
        Items.Complete();
        foreach (PSObject row in _table.Rows())
        {
            WriteObject(row);
        }
    }

    private protected override void Add(JobReference job, ExtractJob? seen)
    {
        if (seen is not null && Product.Statuses.HasEnded(seen.Status) && IsWhole(seen))
        {
            _known.Add(job, seen);
        }

        Items.Add(job);
    }

    private protected override void Add(ErrorRecord problem) => Items.Add(problem);

    // One that has failed says so itself.
    private bool IsWhole(ExtractJob job) =>
        !Product.Statuses.HasSucceeded(job.Status) || (job.Configuration is not null && (!Field || job.ExtractMetadata is not null));

    private JobReading<ExtractJob> Open() => new(
        Product, Session, new JobGroups<ExtractJob>(this, Product, Session, Client) { Expand = Expand }, isGrouping: true, Write)
    {
        Known = item => _known.TryGetValue(item, out ExtractJob? job) ? job : null,
    };

    private void Write(JobReference item, ExtractJob job)
    {
        PSObject joined = item.Join(job);
        ExtractJob own = (ExtractJob)joined.BaseObject;
        if (ExtractOutcome.Problem(own, Product, new JobErrors(Product, Session), Client, joined) is ErrorRecord problem)
        {
            WriteError(problem);
            return;
        }

        if (Field)
        {
            WriteObject(own.GetFields(), enumerateCollection: true);
            return;
        }

        _output ??= new ExtractOutput(this, !RecordOnly);
        foreach (ExtractRow row in _output.Read(own))
        {
            if (Flatten)
            {
                _table.Add(row, own.Configuration?.DataSchema);
            }
            else
            {
                WriteObject(row.ToObject());
            }
        }
    }
}
