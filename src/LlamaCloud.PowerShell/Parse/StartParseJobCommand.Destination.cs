using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Parse;

/// <content>Where results are to be saved, and what has its result already.</content>
public sealed partial class StartParseJobCommand
{
    private static readonly string[] s_usual = ["Markdown"];

    private readonly List<HeldDocument> _held = [];
    private readonly Dictionary<string, int> _addresses = [];
    private ResultPlaces? _places;

    /// <summary>
    /// The folder that Save-ParseJob saves the results in: the jobs carry where theirs belongs. Folders below the one that all documents
    /// have in common are kept.
    /// </summary>
    [Parameter]
    [ValidateNotBlank]
    public string? Destination { get; set; }

    /// <summary>
    /// Leaves out documents whose results are there already and newer than they: in -Destination, or beside the document.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>Which results have to be there for -SkipExisting. Default: Markdown.</summary>
    [Parameter]
    [ValidateSet("Markdown", "Text", "Items", "Pdf", "Xlsx", "Images", "Metadata")]
    public string[]? Format { get; set; }

    // The folder that all documents have in common is known once all have come, and so is which of them are results of others: paths are
    // held until then, and nothing else is.
    private protected override void Take(DocumentInput document)
    {
        if (_places is null || document.Local?.Problem is not null)
        {
            Add(document);
        }
        else if (Destination is null && !SkipExisting)
        {
            Add(document, null);
        }
        else
        {
            _held.Add(new HeldDocument(document, InputObject, TransactionId, ProjectId, OrganizationId));
        }
    }

    /// <summary>Takes what was held, and waits for what is under way.</summary>
    protected override void EndProcessing()
    {
        string? root = ResultPlaces.CommonFolder(_held.ConvertAll(one => one.Document.SourcePath));
        IReadOnlyDictionary<string, string> earlier = FindEarlier(root);
        foreach (HeldDocument one in _held.Where(one => one.Document.SourcePath is not string path || !earlier.ContainsKey(path)))
        {
            // As it was when the document came.
            (InputObject, TransactionId, ProjectId, OrganizationId) = (
                one.InputObject, one.TransactionId, one.ProjectId, one.OrganizationId);
            Add(one.Document, root);
        }

        base.EndProcessing();
    }

    private IReadOnlyDictionary<string, string> FindEarlier(string? root)
    {
        if (!SkipExisting || _places is null)
        {
            return new Dictionary<string, string>();
        }

        IReadOnlyDictionary<string, string> earlier = _places.FindEarlier(
            [.. _held.Select(one => one.Document.SourcePath).OfType<string>()], root);
        foreach (KeyValuePair<string, string> one in earlier.Take(1))
        {
            WriteWarning(
                $"{earlier.Count} of the files are left out: they look like results of others, such as "
                    + $"'{ResourceId.Show(one.Key)}' of '{ResourceId.Show(one.Value)}'. "
                + "Save results in a folder of their own, with -Destination, or give only the documents, such as Get-ChildItem *.pdf "
                + "does.");
        }

        return earlier;
    }

    // Two addresses may differ in what is not shown of them.
    private string IdentityOf(DocumentInput document)
    {
        if (document.Address is null)
        {
            return document.SourcePath ?? document.Id ?? document.Title;
        }

        if (!_addresses.TryGetValue(document.Address.AbsoluteUri, out int number))
        {
            _addresses[document.Address.AbsoluteUri] = number = _addresses.Count + 1;
        }

        return number == 1 ? document.Title : $"{document.Title} ({number})";
    }

    private void Add(DocumentInput document, string? root)
    {
        ResultPlace place = _places!.Find(
            document.SourcePath,
            document.Name ?? document.Title,
            IdentityOf(document),
            root,
            document.Pages);
        if (place.Notice is not null)
        {
            WriteWarning(place.Notice);
        }

        if (SkipExisting && place.IsDone(Format ?? s_usual))
        {
            WriteVerbose(ParseSaves.LeftOut(document.Title, place.First(Format ?? s_usual)));
            return;
        }

        base.Take(document with { ResultPath = place.Path });
    }

    private void FindDestination()
    {
        if (Destination is not null || SkipExisting)
        {
            _places = ResultPlaces.Open(this, Destination, Format ?? s_usual, out string? problem);
            if (problem is not null)
            {
                Refuse(
                    "ParseJobDestinationInvalid",
                    ErrorCategory.InvalidArgument,
                    $"-Destination '{Destination}' {problem}. Give a folder.",
                    Destination);
            }
        }
    }

    private sealed record HeldDocument(
        DocumentInput Document, PSObject? InputObject, string? TransactionId, string? ProjectId, string? OrganizationId);
}
