using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Reads which documents are meant. One that cannot be read is among them, with its problem.</summary>
internal sealed class DocumentReader(PSCmdlet command, JobProduct product)
{
    /// <summary>Of whatever comes through the pipeline.</summary>
    // A list in place of its items, as -InputObject gets it.
    public IEnumerable<DocumentInput> OfObject(PSObject? item) => Given.AsList(item) is IEnumerable list
        ? list.Cast<object?>().SelectMany(one => Sort(one is null ? null : PSObject.AsPSObject(one)))
        : Sort(item);

    /// <summary>Of paths, also with wildcards.</summary>
    public IEnumerable<DocumentInput> OfPaths(string?[]? paths) =>
        (paths ?? [null]).SelectMany(path => LocalFiles.Find(command, path).Select(file => DocumentInput.OfFile(Advise(path, file), null)));

    /// <summary>Of paths as they are written.</summary>
    public IEnumerable<DocumentInput> OfLiteralPaths(string?[]? paths) =>
        (paths ?? [null]).Select(path => DocumentInput.OfFile(LocalFiles.FindLiteral(command, path), null));

    /// <summary>Of ids.</summary>
    public static IEnumerable<DocumentInput> OfIds(string?[]? ids) =>
        (ids ?? [null]).Select(id => DocumentInput.OfId(id ?? string.Empty, null, null));

    private DocumentInput[] Sort(PSObject? item)
    {
        DocumentInput[] sorted = DocumentInput.Sort(command, product, item, out ErrorRecord? problem);
        return problem is null ? sorted : [new DocumentInput(new LocalFile(string.Empty, 0, problem), null, null, null)];
    }

    private LocalFile Advise(string? path, LocalFile file) => file.Problem is null || path is null || !DocumentInput.IsId(path)
        ? file
        : file with
        {
            Problem = new ErrorRecord(
                new ArgumentException(
                    $"'{ResourceId.Show(path)}' is an id, and -Path takes paths. Nothing was sent for it. Give it with -FileInput, or "
                        + "pipe it."),
                product.Noun + "InputInvalid",
                ErrorCategory.InvalidArgument,
                path),
        };
}
