using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud;

/// <summary>
/// What a document has become: its Markdown and text whole and page by page, its tables and forms. What was not asked for is empty or null.
/// </summary>
public sealed class ParseResult : JoinedObject
{
    internal ParseResult(ParseJob job, IReadOnlyList<ParsePage> pages, bool hasPages)
    {
        JobId = job.Id;
        Tier = job.Tier;
        Credits = job.Credits;
        FileName = job.Name;
        Pages = new ShownList<ParsePage>(pages);
        PageCount = hasPages ? Pages.Count : null;
    }

    /// <summary>The name of the document's file; where the caller does not know it, the name that the service shows the job by.</summary>
    public string? FileName { get; set; }

    /// <summary>How many pages there are; null when nothing was read that has pages, such as the credits alone.</summary>
    public int? PageCount { get; }

    /// <summary>The numbers of the pages that failed: one can in a job that completed.</summary>
    public IReadOnlyList<int> FailedPages => new ShownList<int>(Pages.Where(page => !page.Success).Select(page => page.PageNumber));

    /// <summary>How many characters the Markdown has, or where it was not asked for, the text; null when neither was read.</summary>
    public int? Length => (Markdown ?? Text)?.Length;

    /// <summary>The first line of the Markdown, or of the text, that says something.</summary>
    public string? FirstLine => (Markdown ?? Text)?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0);

    /// <summary>The whole document as Markdown.</summary>
    public string? Markdown { get; internal set; }

    /// <summary>The whole document as plain text.</summary>
    public string? Text { get; internal set; }

    /// <summary>Its pages.</summary>
    public IReadOnlyList<ParsePage> Pages { get; }

    /// <summary>What is in it, piece by piece.</summary>
    public IReadOnlyList<ParseItem> Items => new ShownList<ParseItem>(Pages.SelectMany(page => page.Items));

    /// <summary>Its tables, each with its page.</summary>
    public IReadOnlyList<ParseTable> Tables => new ShownList<ParseTable>(Pages.SelectMany(page => page.Tables));

    /// <summary>Its forms, each with its page.</summary>
    public IReadOnlyList<ParseForm> Forms => new ShownList<ParseForm>(Pages.SelectMany(page => page.Forms));

    /// <summary>The credits that were billed; null while nobody knows, and unless they were asked for.</summary>
    public double? Credits { get; }

    /// <summary>How thoroughly it was read.</summary>
    public string? Tier { get; }

    /// <summary>The job that parsed it.</summary>
    public string JobId { get; }

    /// <summary>The whole path of the document on the caller's machine; null when it did not come from there.</summary>
    public string? SourcePath { get; set; }

    /// <summary>What the service tells of how it worked, by its names; null unless it was asked for.</summary>
    public IReadOnlyDictionary<string, object?>? JobMetadata { get; internal set; }

    /// <summary>The Markdown, or the text.</summary>
    public override string ToString() => Markdown ?? Text ?? string.Empty;
}
