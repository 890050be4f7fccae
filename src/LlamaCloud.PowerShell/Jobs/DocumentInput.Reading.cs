using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Jobs;

/// <content>From what came to documents.</content>
internal sealed partial record DocumentInput
{
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
            case Uri { IsAbsoluteUri: true, Scheme: "http" or "https" } web when product.TakesAddresses:
                return [OfAddress(web)];
            case string text when product.TakesAddresses && AddressTransformationAttribute.Find(text) is Uri written:
                return [OfAddress(written)];
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
                return [OfId(file.Id, file.Name, item) with { Pages = PagesIn(new Row(item!, typeof(LlamaCloudFile))) }];
            case LlamaCloudDirectoryFile { FileId: string id } placed:
                return [OfId(id, placed.DisplayName, item) with { Pages = PagesIn(new Row(item!, typeof(LlamaCloudFile))) }];
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
        bool isFileOfDirectory = row is not null
            && row.TypeName == typeof(LlamaCloudDirectoryFile).FullName
            && Text(row, "FileId") is not null;
        bool isPart = row is not null
            && JobProducts.OfType(row.TypeName) is not null
            && row.Find("Id") is null
            && Text(row, "FileInput") is not null;
        if (row is null || (row.IsOurs && !isPart && !isFileOfDirectory))
        {
            problem = Refuse(product, row, item);
            return [];
        }

        // A file of ours that was serialised.
        if (row.TypeName == typeof(LlamaCloudFile).FullName && Text(row, "Id") is string own)
        {
            return [OfId(own, Text(row, "Name"), item) with { Pages = PagesIn(row) }];
        }

        if (row.TypeName == typeof(LlamaCloudDirectoryFile).FullName && Text(row, "FileId") is string ofPlace)
        {
            return [OfId(ofPlace, Text(row, "DisplayName"), item) with { Pages = PagesIn(row) }];
        }

        if (Text(row, s_idColumns) is string given)
        {
            return [OfId(given, Text(row, "FileName"), item) with { Pages = PagesIn(row) }];
        }

        if (BoundPath.In(row) is string path)
        {
            return [.. OfFiles(cmdlet, path, item).Select(file => file with { Pages = PagesIn(row) })];
        }

        if (product.TakesAddresses && !row.IsOfAnotherKind && Text(row, s_addressColumns) is string address)
        {
            return OfAddress(product, row, address, item!, out problem);
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

    private static DocumentInput[] OfFiles(PSCmdlet cmdlet, string path, PSObject? source) =>
        [.. LocalFiles.Find(cmdlet, path).Select(file => OfFile(file, source))];

    private static string? Text(Row row, params string[] columns) => PlainText.Of(row.Find(columns));
}
