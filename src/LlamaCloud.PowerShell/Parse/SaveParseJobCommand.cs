using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Parse;

/// <summary><c>Save-ParseJob</c>: saves what documents have become as files, beside the documents or in a folder.</summary>
[Cmdlet(
    VerbsData.Save, "ParseJob", SupportsShouldProcess = true, DefaultParameterSetName = nameof(InputObject),
    HelpUri = "https://developers.llamaindex.ai/reference/resources/parsing/methods/get")]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo))]
public sealed class SaveParseJobCommand : JobsCmdlet<ParseJob>
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly List<(JobReference Job, string SourcePath)> _held = [];
    private ResultPlaces? _places;

    /// <summary>
    /// The folder, which is made where it is missing. Folders below the one that all documents have in common are kept. Default: beside
    /// each document, or where Start-ParseJob -Destination said; for one that is nowhere on this machine, the current location.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotBlank]
    public string? Destination { get; set; }

    /// <summary>What is saved. Links to images in the Markdown lead to the images that are saved. Default: Markdown, Images.</summary>
    [Parameter]
    [ValidateSet("Markdown", "Text", "Items", "Pdf", "Xlsx", "Images", "Metadata")]
    public string[]? Format { get; set; }

    /// <summary>How texts are written, by the names of Set-Content. Default: UTF-8 without a byte order mark.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>Replaces files that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves out documents whose files are there already and not older than they. With -Force older ones are replaced.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>Emits the files and folders that were saved.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override JobProduct<ParseJob> Product => JobProducts.Parse;

    private protected override bool FindsScopeLater => true;

    private string[] Formats => Format ?? ["Markdown", "Images"];

    private Window<PendingSave, ParseSaved> Items => field ??= new Window<PendingSave, ParseSaved>(
        this,
        () => new ParseSaves(this, Session, Client, new SaveSettings(Formats, Encoding ?? s_utf8, Force), PlaceOf, SkipExisting, PassThru));

    /// <summary>Finds the destination.</summary>
    protected override void BeginProcessing()
    {
        _places = ResultPlaces.Open(this, Destination, Formats, out string? problem);
        if (problem is not null)
        {
            Refuse(
                "ParseJobDestinationInvalid",
                ErrorCategory.InvalidArgument,
                $"-Destination '{Destination}' {problem}. Give a folder.",
                Destination);
        }
    }

    /// <summary>Saves what was held, and waits for what is under way.</summary>
    protected override void EndProcessing()
    {
        string? root = ResultPlaces.CommonFolder(_held.Select(one => one.SourcePath));
        foreach ((JobReference job, string path) in _held)
        {
            Save(job, _places!.Find(path, job.FileName ?? job.Id, path, root, job.Pages));
        }

        Items.Complete();
    }

    private protected override void Add(JobReference job, ParseJob? seen)
    {
        if (!TryResolve(job, job.ResultPath, "ResultPath", out string? given)
            || !TryResolve(job, job.SourcePath, "SourcePath", out string? source))
        {
            return;
        }

        if (given is not null && (Destination is null || _places!.Holds(given)))
        {
            Save(job, _places!.Keep(given, source, source ?? job.Id));
        }
        else if (Destination is not null && source is not null)
        {
            // The folder that all documents have in common is known once all have come.
            _held.Add((job, source));
        }
        else
        {
            string? name = job.FileName ?? seen?.Name;
            Save(job, name is null && source is null ? null : _places!.Find(source, name ?? job.Id, source ?? job.Id, null, job.Pages));
        }
    }

    private protected override void Add(ErrorRecord problem) => Items.Add(problem);

    private ResultPlace PlaceOf(JobReference job, string name) => _places!.Find(null, name, job.Id, null, job.Pages);

    // Of a row, which somebody may have written by hand or on another machine. Jobs have whole paths.
    private bool TryResolve(JobReference job, string? given, string property, out string? path)
    {
        path = null;
        try
        {
            path = string.IsNullOrWhiteSpace(given) ? null : System.IO.Path.GetFullPath(LocalFiles.Resolve(this, given!));
            return true;
        }
        catch (Exception problem) when (LocalFiles.IsUnusable(problem))
        {
            Add(ErrorInput.Join(
                new ErrorRecord(
                    new ArgumentException(
                        $"The {property} of parse job '{job.Id}', '{ResourceId.Show(given!)}', is no path on this "
                            + $"machine: {problem.Message.TrimEnd('.')}. "
                        + $"Nothing was saved of it. Give the id alone, with -JobId and -Destination."),
                    "ParseJobPathInvalid", ErrorCategory.InvalidArgument, job.Id),
                MyInvocation.ExpectingInput ? job.Input : null));
            return false;
        }
    }

    private void Save(JobReference job, ResultPlace? place)
    {
        if (place?.Notice is string notice)
        {
            WriteWarning(notice);
        }

        string name = job.SourcePath ?? job.FileName ?? job.Id;
        if (SkipExisting && place?.IsDone(Formats) == true)
        {
            WriteVerbose(ParseSaves.LeftOut(name, place.First(Formats)));
        }
        else if (place is not null && Existing(place) is string there)
        {
            Items.Add(ErrorInput.Join(new ResultExistsException(there).ToError(), MyInvocation.ExpectingInput ? job.Input : null));
        }
        else if (ShouldProcess(name, $"Save results as {(place is null ? "its name" : place.First(Formats))}"))
        {
            job.FindScope();
            Items.Add(new PendingSave(job, name, place));
        }
    }

    private string? Existing(ResultPlace place) => Force ? null : place.Existing(Formats).FirstOrDefault();
}
