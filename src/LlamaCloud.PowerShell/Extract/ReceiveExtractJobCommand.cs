using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Extract;

/// <summary><c>Receive-ExtractJob</c>: emits what extract jobs have found, an object for each record or for each value.</summary>
[Cmdlet(
    VerbsCommunications.Receive, "ExtractJob", DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/extract/methods/get")]
[OutputType(typeof(PSObject), typeof(ExtractedField))]
public sealed class ReceiveExtractJobCommand : ReceiveJobCmdlet<ExtractJob>
{
    private readonly ExtractTable _table = new();
    private ExtractOutput? _output;

    /// <summary>Leaves out the name of the file, the id of the job and its segment.</summary>
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

    private protected override IReadOnlyCollection<string> Expand => Field ? ["configuration", "extract_metadata"] : ["configuration"];

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
        base.EndProcessing();
        foreach (PSObject row in _table.Rows())
        {
            WriteObject(row);
        }
    }

    private protected override bool IsWhole(ExtractJob job) => job.Configuration is not null && (!Field || job.ExtractMetadata is not null);

    private protected override void Write(JobReference item, ExtractJob job)
    {
        if (Field)
        {
            WriteObject(job.GetFields().Select(item.WithSegment), enumerateCollection: true);
            return;
        }

        _output ??= new ExtractOutput(this, !RecordOnly);
        foreach (ExtractRow row in _output.Read(job, item.Segment))
        {
            if (Flatten)
            {
                _table.Add(row, job.Configuration?.DataSchema);
            }
            else
            {
                WriteObject(row.ToObject());
            }
        }
    }
}
