using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>A document that was given to a command: a file of this machine, or the id of one that the service has.</summary>
/// <param name="Local">The file of this machine; null for an id.</param>
/// <param name="Id">The id, <c>dfl-...</c>, <c>pjb-...</c> or a UUID; null for a file of this machine.</param>
/// <param name="Name">The name of the file, where it is known.</param>
/// <param name="Source">What it was read from.</param>
internal sealed partial record DocumentInput(LocalFile? Local, string? Id, string? Name, PSObject? Source)
{
    /// <summary>A document by its id.</summary>
    public static DocumentInput OfId(string id, string? name, PSObject? source) => new(null, id, name, source);

    /// <summary>A file of this machine.</summary>
    public static DocumentInput OfFile(LocalFile file, PSObject? source) => new(file, null, file.Name, source);

    /// <summary>A document of the web.</summary>
    public static DocumentInput OfAddress(Uri address) =>
        new(null, null, address.Segments.Last().Trim('/') is { Length: > 0 } name ? Uri.UnescapeDataString(name) : address.Host, null)
        {
            Address = address,
        };

    /// <summary>Where it is on the web; null for a file or an id.</summary>
    public Uri? Address { get; init; }

    /// <summary>Where its result is to be saved, without the ending; null where nobody said so.</summary>
    public string? ResultPath { get; init; }

    /// <summary>Which of its pages are meant, <c>3-7,9</c>; null where it does not say so itself.</summary>
    public string? Pages { get; init; }

    /// <summary>The segment that it is, which stays with what comes of it; null for a document that is none.</summary>
    public PSObject? Segment { get; init; }

    /// <summary>What it is called in messages: of an address neither login nor query, which may be secrets.</summary>
    public string Title =>
        (Segment is null ? Local?.Path ?? Id ?? Shown(Address) : Name ?? Id)
            + (Pages is null ? string.Empty : $", pages {Pages}");

    private static string Shown(Uri? address) => address is null
        ? string.Empty
        : new UriBuilder(address) { UserName = string.Empty, Password = string.Empty, Query = string.Empty, Fragment = string.Empty }
            .Uri.AbsoluteUri;

    /// <summary>Whether it is a parse job.</summary>
    public bool IsParseJob => Id is not null && IsIdOfParseJob(Id);

    /// <summary>The path on this machine that it came from; null when it did not, or nobody knows.</summary>
    public string? SourcePath => Local?.Path ?? Source?.Properties["SourcePath"]?.Value as string;

    /// <summary>Checks the id.</summary>
    /// <returns>Why it is none of a document; null when it is one.</returns>
    public ErrorRecord? Check(JobProduct product) =>
        !ResourceId.TryParse(Id, out string value, out string? reason) ? Refuse(product, Id, reason!)
        : IsId(value) && (product.TakesParseJobs || !IsIdOfParseJob(value)) ? null
        : IsId(value)
            ? Refuse(
                product, Id, $"{(Segment is null ? string.Empty : "of the segment ")}is that of a parse job, and {product.WhyNoParseJobs}")
        : Refuse(product, Id, "is no id of a document");

    private static bool IsIdOfParseJob(string text) => text.TrimStart().StartsWith("pjb-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text looks like the id of a document.</summary>
    public static bool IsId(string text) =>
        text.TrimStart().StartsWith("dfl-", StringComparison.OrdinalIgnoreCase)
            || text.TrimStart().StartsWith("pjb-", StringComparison.OrdinalIgnoreCase)
            || Guid.TryParse(text, out _);

    private static ErrorRecord Refuse(JobProduct product, string? id, string reason) => new(
        new ArgumentException(
            $"The id '{ResourceId.Show(id ?? string.Empty)}' {reason}. Nothing was sent for it. Give the id of a file, "
                + $"dfl-...{(product.TakesParseJobs ? ", or of a parse job, pjb-..." : string.Empty)}."),
        product.Noun + "InputInvalid",
        ErrorCategory.InvalidArgument,
        id is not null && ResourceId.IsKey(id) ? ResourceId.Show(id) : id);

    private static ErrorRecord Refuse(JobProduct product, Row? row, PSObject? item)
    {
        if (row is not null && JobProducts.OfType(row.TypeName) is JobProduct other)
        {
            return new ErrorRecord(
                new ArgumentException(
                    $"{other.Subject.TitleWithArticle} is no document for {product.Subject.WithArticle}. Nothing was sent for it. "
                    + (item!.Properties[nameof(Segment)] is not null ? "Its document is in its Segment: pipe that."
                        : typeof(DocumentJob).IsAssignableFrom(other.JobType)
                            ? "Its document is in its FileInput: pipe that."
                            : "Pipe the file, or its id, dfl-...")),
                product.Noun + "InputIsJob",
                ErrorCategory.InvalidArgument,
                item);
        }

        string what = row is null ? "An item is null."
            : row.TypeName == typeof(LlamaCloudConfiguration).FullName ? $"{row.TypeName} is no document: give it to -ConfigurationId."
            : row.IsOurs || (row.IsOfAnotherKind && !row.CanNameFile) ? $"{row.TypeName} is no document."
            : $"There is no document in {row.Describe()}.";
        return new ErrorRecord(
            new ArgumentException(
                $"{what} Nothing was sent for it. Give files of Get-ChildItem, paths, ids (dfl-..."
                    + $"{(product.TakesParseJobs ? " or pjb-..." : string.Empty)}), files of Send- or Get-LlamaCloudFile, or rows with a "
                    + "column Path, FullName, FileId, FileInput or file_input."),
            product.Noun + "InputInvalid",
            ErrorCategory.InvalidArgument,
            item);
    }
}
