using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Connection;

namespace LlamaCloud.PowerShell.Report;

/// <summary>
/// <c>Export-LlamaCloudReport</c>: writes a page about jobs, records and values that a person can read, sort and filter anywhere. Nothing
/// is sent.
/// </summary>
[Cmdlet(
    VerbsData.Export, "LlamaCloudReport", DefaultParameterSetName = nameof(Path), SupportsShouldProcess = true,
    HelpUri = "https://developers.llamaindex.ai/reference")]
[OutputType(typeof(FileInfo))]
public sealed class ExportLlamaCloudReportCommand : PSCmdlet, IDisposable
{
    private ReportTarget? _target;
    private ReportReader? _reader;
    private ReportDraft? _draft;

    /// <summary>The file to write. A wildcard means the one file that is there.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = nameof(Path))]
    [SupportsWildcards]
    [ValidateNotBlank]
    public string Path { get; set; } = string.Empty;

    /// <summary>The file to write, as it is written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(LiteralPath))]
    [Alias("PSPath", "LP")]
    [ValidateNotBlank]
    public string LiteralPath { get; set; } = string.Empty;

    /// <summary>Jobs of any product, what their Receive- commands emit, other records, and errors about them.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>The title of the page.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string Title { get; set; } = "LlamaCloud report";

    /// <summary>The confidence, from 0 to 1, below which a person should look.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double Below { get; set; } = 0.8;

    /// <summary>Replaces no file that is there.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces a file that is read-only, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Finds the place, before anything is worked for.</summary>
    protected override void BeginProcessing()
    {
        bool isLiteral = ParameterSetName == nameof(LiteralPath);
        string given = isLiteral ? LiteralPath : Path;
        OutputPath place = isLiteral ? OutputPath.Find(this, given) : OutputPath.FindPattern(this, given);
        if (ReportTarget.FindProblem(place, given, !NoClobber, Force) is ErrorRecord problem)
        {
            ThrowTerminatingError(problem);
        }

        if (ShouldProcess(place.Path, "Export report"))
        {
            _target = new ReportTarget(place.Path, !NoClobber);
            _reader = new ReportReader(Below);
            ReportText text = new([.. Sessions.Current.Known.Select(one => one.Open(null, UserAgent.Of(this)))]);
            Guard(() => _draft = new ReportDraft(new ReportPage(text, Title, Below)));
        }
    }

    /// <summary>Takes what comes.</summary>
    protected override void ProcessRecord()
    {
        foreach (PSObject? input in InputObject ?? [])
        {
            if (_draft is not null && Given.Unwrap(input) is not null)
            {
                Add(input!);
            }
        }
    }

    /// <summary>Writes the page, whole or not at all.</summary>
    protected override void EndProcessing()
    {
        if (_target is null)
        {
            return;
        }

        Guard(() => _target.Write(_draft!.WriteTo));
        if (PassThru)
        {
            WriteObject(new FileInfo(_target.Path));
        }
    }

    /// <summary>Leaves nothing behind.</summary>
    public void Dispose() => _draft?.Dispose();

    private void Add(PSObject input)
    {
        ReportRow[]? rows;
        try
        {
            rows = _reader!.Read(input)?.ToArray();
        }
        // Whatever a computed property throws is about that object.
        catch (GetValueException problem)
        {
            WriteError(ReportInput.Unreadable(input, problem));
            return;
        }

        if (rows is null)
        {
            WriteError(ReportInput.Invalid(input));
            return;
        }

        Guard(() => Array.ForEach(rows, _draft!.Add));
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(_target!.NotWritten(problem));
        }
    }
}
