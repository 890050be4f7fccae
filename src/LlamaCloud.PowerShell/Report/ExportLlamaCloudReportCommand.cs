using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Connection;

namespace LlamaCloud.PowerShell.Report;

/// <summary>
/// <c>Export-LlamaCloudReport</c>: writes a page about jobs, records and values that a person can read, sort and filter anywhere. Nothing is
/// sent.
/// </summary>
[Cmdlet(VerbsData.Export, "LlamaCloudReport", DefaultParameterSetName = nameof(Path), SupportsShouldProcess = true, HelpUri = "https://developers.llamaindex.ai/reference")]
[OutputType(typeof(FileInfo))]
public sealed class ExportLlamaCloudReportCommand : PSCmdlet, IDisposable
{
    private readonly ReportTotals _totals = new();
    private string? _target;
    private ReportReader? _reader;
    private ReportPage? _page;
    private ReportRows? _rows;

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
        OutputPath place = isLiteral ? OutputPath.Find(this, LiteralPath) : OutputPath.FindPattern(this, Path);
        if (place.IsFolder || place.Problem is not null)
        {
            Refuse("LlamaCloudReportPathInvalid", ErrorCategory.InvalidArgument, $"The path '{ShownText.Of(isLiteral ? LiteralPath : Path)}' {place.Problem ?? "is a folder"}. Give the path of a file, such as report.html, in a folder that exists.", place.Path);
        }

        FileInfo file = new(place.Path);
        if (file.Exists && NoClobber)
        {
            Refuse("LlamaCloudReportExists", ErrorCategory.ResourceExists, $"There is a file '{place.Path}' already. Nothing was written. Leave out -NoClobber to replace it, or give another path.", place.Path);
        }

        if (file is { Exists: true, IsReadOnly: true } && !Force)
        {
            Refuse("LlamaCloudReportReadOnly", ErrorCategory.PermissionDenied, $"The file '{place.Path}' is read-only. Nothing was written. Give -Force to replace it, or another path.", place.Path);
        }

        if (ShouldProcess(place.Path, "Export report"))
        {
            _target = place.Path;
            _reader = new ReportReader(Below);
            _page = new ReportPage(new ReportText([.. Sessions.Current.Known.Select(one => one.Open(null, UserAgent.Of(this)))]), Title, Below);
            Write(() => _rows = new ReportRows());
        }
    }

    /// <summary>Takes what comes.</summary>
    protected override void ProcessRecord()
    {
        foreach (PSObject? input in InputObject ?? [])
        {
            if (_rows is not null && Given.Unwrap(input) is not null)
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

        Write(WritePage);
        if (PassThru)
        {
            WriteObject(new FileInfo(_target));
        }
    }

    /// <summary>Leaves nothing behind.</summary>
    public void Dispose() => _rows?.Dispose();

    private void Add(PSObject input)
    {
        IEnumerable<ReportRow>? rows = null;
        try
        {
            rows = _reader!.Read(input);
        }
        // Whatever a computed property throws is about that object.
        catch (GetValueException problem)
        {
            WriteError(new ErrorRecord(new ArgumentException($"A property of an object cannot be read: {problem.Message.TrimEnd('.')}. It is not in the report.", problem), "LlamaCloudReportInputUnreadable", ErrorCategory.InvalidData, input));
            return;
        }

        if (rows is null)
        {
            WriteError(new ErrorRecord(
                new ArgumentException($"{Given.KindOf(input)} is nothing that the report has a place for, and is not in it. Give jobs, what Receive- commands emit of them, or records."),
                "LlamaCloudReportInputInvalid",
                ErrorCategory.InvalidArgument,
                input));
            return;
        }

        foreach (ReportRow row in rows)
        {
            _totals.Add(row);
            Write(() => _rows!.Add(row, _page!.Row(row)));
        }
    }

    private void WritePage()
    {
        FileInfo file = new(_target!);
        bool wasReadOnly = file is { Exists: true, IsReadOnly: true };
        if (wasReadOnly)
        {
            file.IsReadOnly = false;
        }

        try
        {
            WholeFile.Write(_target!, !NoClobber, stream => _page!.Write(stream, _totals, _rows!));
        }
        finally
        {
            if (wasReadOnly)
            {
                new FileInfo(_target!).IsReadOnly = true;
            }
        }
    }

    private void Write(Action work)
    {
        try
        {
            work();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(new ErrorRecord(
                new IOException($"The report cannot be written: {problem.Message.TrimEnd('.')}. What was there before is as it was. Make room, or give another path.", problem),
                "LlamaCloudReportNotWritten",
                ErrorCategory.WriteError,
                _target));
        }
    }

    private void Refuse(string errorId, ErrorCategory category, string message, object target) =>
        ThrowTerminatingError(new ErrorRecord(new IOException(message), errorId, category, target));
}
