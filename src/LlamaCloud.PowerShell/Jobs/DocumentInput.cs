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
internal sealed record DocumentInput(LocalFile? Local, string? Id, string? Name, PSObject? Source)
{
    private const string Wanted =
        "Give files of Get-ChildItem, paths, ids (dfl-... or pjb-...), files of Send- or Get-LlamaCloudFile, or rows with a column Path, "
            + "FullName, FileId, FileInput or file_input.";

    // Their pages are part of what they are: without them the whole document would be read, and paid for.
    private static readonly string[] s_pageColumns = ["TargetPages", "target_pages"];

    private static readonly string[] s_idColumns = ["FileId", "FileInput", "file_input", "file_id"];

    /// <summary>Sorts what came through the pipeline.</summary>
    /// <param name="cmdlet">The command, whose location paths are relative to.</param>
    /// <param name="product">The product that it is to be a document for.</param>
    /// <param name="item">The record.</param>
    /// <param name="problem">Why it is no document; null when it is.</param>
    /// <returns>The documents: several for a path with wildcards.</returns>
    public static DocumentInput[] Sort(PSCmdlet cmdlet, JobProduct product, PSObject? item, out ErrorRecord? problem)
    {
        try
        {
            return Read(cmdlet, product, item, out problem);
        }
        // Whatever a computed property throws is about that item.
        catch (GetValueException unreadable)
        {
            problem = new ErrorRecord(
                new ArgumentException(
                    $"An item cannot be read: {unreadable.Message.TrimEnd('.')}. Nothing was sent for it. Correct the item."),
                product.Noun + "InputInvalid",
                ErrorCategory.InvalidArgument,
                item);
            return [];
        }
    }

    private static DocumentInput[] Read(PSCmdlet cmdlet, JobProduct product, PSObject? item, out ErrorRecord? problem)
    {
        problem = null;
        object? value = item?.BaseObject;
        switch (value)
        {
            case string text when IsId(text):
                return [OfId(text, null, null)];
            case string text:
                return OfFiles(cmdlet, text, null);
            case Guid id:
                return [OfId(id.ToString("D"), null, null)];
            // Before what was noted on it: a file is itself.
            case FileSystemInfo or PathInfo:
                return OfFiles(cmdlet, BoundPath.In(new Row(item!, typeof(FileInfo)))!, item);
            case LlamaCloudFile file:
                return [OfId(file.Id, file.Name, item)];
            case LlamaCloudDirectoryFile { FileId: string id } placed:
                return [OfId(id, placed.DisplayName, item)];
        }

        Row? row = item is null ? null : new Row(item, typeof(LlamaCloudFile));
        if (row is not null && SegmentIn(item!, row) is PSObject segment)
        {
            return OfSegment(product, segment, out problem);
        }

        // What was read once is the document of other products.
        if (row is not null
            && product.TakesParseJobs
            && JobProducts.OfType(row.TypeName) is { IsDocument: true }
            && Text(row, "Id", "JobId") is string read)
        {
            return [OfId(read, Text(row, "FileName", "Name"), item)];
        }

        // Of a job that was selected from, its document may be all there is.
        bool isFileOfDirectory = row is not null && row.TypeName == typeof(LlamaCloudDirectoryFile).FullName && Text(row, "FileId") is not null;
        bool isPart = row is not null && JobProducts.OfType(row.TypeName) is not null && row.Find("Id") is null && Text(row, "FileInput") is not null;
        if (row is null || (row.IsOurs && !isPart && !isFileOfDirectory))
        {
            problem = Refuse(product, row, item);
            return [];
        }

        // A file of ours that was serialised.
        if (row.TypeName == typeof(LlamaCloudFile).FullName && Text(row, "Id") is string own)
        {
            return [OfId(own, Text(row, "Name"), item)];
        }

        if (row.TypeName == typeof(LlamaCloudDirectoryFile).FullName && Text(row, "FileId") is string ofPlace)
        {
            return [OfId(ofPlace, Text(row, "DisplayName"), item)];
        }

        if (Text(row, s_idColumns) is string given)
        {
            return [OfId(given, Text(row, "FileName"), item) with { Pages = PagesIn(row) }];
        }

        if (BoundPath.In(row) is string path)
        {
            return [.. OfFiles(cmdlet, path, item).Select(file => file with { Pages = PagesIn(row) })];
        }

        problem = Refuse(product, row, item);
        return [];
    }

    // A segment, or a job whose properties were selected: of what is about a segment that is all that is meant.
    private static PSObject? SegmentIn(PSObject item, Row row)
    {
        bool isSelected = JobProducts.OfType(row.TypeName) is not null && row.Find("Id") is null;
        PSObject? kept = isSelected && row.Find(nameof(Segment)) is object value ? PSObject.AsPSObject(value) : item;
        return IsSegment(kept) ? kept : null;
    }

    private static DocumentInput[] OfSegment(JobProduct product, PSObject segment, out ErrorRecord? problem)
    {
        Row row = new(segment, typeof(LlamaCloudFile));
        problem = null;
        if (Text(row, "FileInput") is string id && PagesIn(row) is string pages)
        {
            return [OfId(id, Text(row, "FileName"), segment) with { Pages = pages, Segment = segment }];
        }

        problem = new ErrorRecord(
            new ArgumentException("A segment has no pages, or no FileInput. Nothing was sent for it. Give segments as they were emitted."),
            product.Noun + "InputInvalid",
            ErrorCategory.InvalidArgument,
            segment);
        return [];
    }

    // Also one that was selected from or serialised.
    private static bool IsSegment(PSObject item) => item.TypeNames.Any(
        name => typeof(DocumentSegment).IsAssignableFrom(typeof(DocumentSegment).Assembly.GetType(Given.WithoutPrefixes(name))));

    private static string? PagesIn(Row row) => PagesTransformationAttribute.TextOf(row.Find(s_pageColumns));

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

    /// <summary>What it is called in messages.</summary>
    public string Title => (Segment is null ? Local?.Path ?? Id ?? Address?.AbsoluteUri ?? string.Empty : Name ?? Id) + (Pages is null ? string.Empty : $", pages {Pages}");

    /// <summary>Whether it is a parse job.</summary>
    public bool IsParseJob => Id is not null && IsIdOfParseJob(Id);

    /// <summary>The path on this machine that it came from; null when it did not, or nobody knows.</summary>
    public string? SourcePath => Local?.Path ?? Source?.Properties["SourcePath"]?.Value as string;

    /// <summary>Checks the id.</summary>
    /// <returns>Why it is none of a document; null when it is one.</returns>
    public ErrorRecord? Check(JobProduct product) => !ResourceId.TryParse(Id, out string value, out string? reason) ? Refuse(product, Id, reason!)
        : IsId(value) && (product.TakesParseJobs || !IsIdOfParseJob(value)) ? null
        : IsId(value) ? Refuse(product, Id, Segment is null ? "is that of a parse job, and its document is parsed already" : "of the segment is that of a parse job, and its pages are parsed already: they are among its results")
        : Refuse(product, Id, "is no id of a document");

    private static bool IsIdOfParseJob(string text) => text.TrimStart().StartsWith("pjb-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text looks like the id of a document.</summary>
    public static bool IsId(string text) =>
        text.TrimStart().StartsWith("dfl-", StringComparison.OrdinalIgnoreCase)
            || text.TrimStart().StartsWith("pjb-", StringComparison.OrdinalIgnoreCase)
            || Guid.TryParse(text, out _);

    private static DocumentInput[] OfFiles(PSCmdlet cmdlet, string path, PSObject? source) =>
        [.. LocalFiles.Find(cmdlet, path).Select(file => OfFile(file, source))];

    private static string? Text(Row row, params string[] columns) => PlainText.Of(row.Find(columns));

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
                    $"{other.Subject.TitleWithArticle} is no document{(product.TakesParseJobs ? string.Empty : " to be parsed")}. Nothing was sent for it. "
                    + (item!.Properties[nameof(Segment)] is not null ? "Its document is in its Segment: pipe that."
                        : typeof(DocumentJob).IsAssignableFrom(other.JobType) ? "Its document is in its FileInput: pipe that." : "Pipe the file, or its id, dfl-...")),
                product.Noun + "InputIsJob",
                ErrorCategory.InvalidArgument,
                item);
        }

        string what = row is null ? "An item is null."
            : row.TypeName == typeof(LlamaCloudConfiguration).FullName ? $"{row.TypeName} is no document: give it to -ConfigurationId."
            : row.IsOurs || (row.IsOfAnotherKind && !row.CanNameFile) ? $"{row.TypeName} is no document."
            : $"There is no document in {row.Describe()}.";
        return new ErrorRecord(
            new ArgumentException($"{what} Nothing was sent for it. {Wanted}"),
            product.Noun + "InputInvalid",
            ErrorCategory.InvalidArgument,
            item);
    }
}
