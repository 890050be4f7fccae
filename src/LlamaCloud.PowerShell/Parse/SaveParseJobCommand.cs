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

    private readonly List<JobReference> _held = [];
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

    private string[] Formats => Format ?? ["Markdown", "Images"];

    private Window<PendingSave, ParseSaved> Items => field ??= new Window<PendingSave, ParseSaved>(
        this, () => new ParseSaves(this, Session, Client, new SaveSettings(Formats, Encoding ?? s_utf8, Force), PlaceOf, PassThru));

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
        string? root = ResultPlaces.CommonFolder(_held.Select(job => job.SourcePath));
        foreach (JobReference job in _held)
        {
            Save(job, _places!.Find(job.SourcePath, job.FileName ?? job.Id, job.SourcePath ?? job.Id, root));
        }

        Items.Complete();
    }

    private protected override void Add(JobReference job, ParseJob? seen)
    {
        if (Destination is null && job.ResultPath is string path)
        {
            Save(job, _places!.Keep(path, job.SourcePath));
        }
        else if (Destination is not null && job.SourcePath is not null)
        {
            // The folder that all documents have in common is known once all have come.
            _held.Add(job);
        }
        else
        {
            string? name = job.FileName ?? seen?.Name;
            Save(
                job,
                name is null && job.SourcePath is null
                    ? null
                    : _places!.Find(job.SourcePath, name ?? job.Id, job.SourcePath ?? job.Id, null));
        }
    }

    private protected override void Add(ErrorRecord problem) => Items.Add(problem);

    private ResultPlace PlaceOf(JobReference job, string name)
    {
        ResultPlace place = _places!.Find(null, name, job.Id, null);
        return Existing(place) is string there ? throw new ResultExistsException(there) : place;
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
            WriteVerbose($"'{name}' has its result already: '{place.Path}'. It is left out.");
        }
        else if (place is not null && Existing(place) is string there)
        {
            Items.Add(ErrorInput.Join(new ResultExistsException(there).ToError(), MyInvocation.ExpectingInput ? job.Input : null));
        }
        else if (ShouldProcess(name, $"Save results as {(place is null ? "its name" : place.Path)}"))
        {
            Items.Add(new PendingSave(job, name, place));
        }
    }

    private string? Existing(ResultPlace place) => Force ? null : place.Existing(Formats).FirstOrDefault();
}
