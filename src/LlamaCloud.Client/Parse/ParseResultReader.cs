using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;

namespace LlamaCloud;

/// <summary>
/// The results of a parse job, read page by page: however large they are, one page is in memory at a time. Not for use by several
/// threads at once.
/// </summary>
public sealed class ParseResultReader : IDisposable
{
    private readonly Spool _spool;
    private readonly ParseIndex _index;
    private byte[] _buffer = [];

    internal ParseResultReader(Spool spool, ParseIndex index, ParseJob job)
    {
        _spool = spool;
        _index = index;
        Job = job;
    }

    /// <summary>The job.</summary>
    public ParseJob Job { get; }

    /// <summary>How many pages there are.</summary>
    public int PageCount => _index.Kinds.Select(_index.Count).DefaultIfEmpty(0).Max();

    /// <summary>Whether there are pages of a kind of content, be they none: the service has not made each kind of every document.</summary>
    /// <param name="kind">What: <c>markdown text items metadata forms</c>.</param>
    public bool Has(string kind) => _index.Kinds.Contains(kind);

    /// <summary>
    /// Whether the results are larger than what is kept in memory, so that they are in a temporary file, which is gone with this.
    /// </summary>
    public bool IsInFile => _spool.IsInFile;

    internal Spool Spool => _spool;

    internal ParseIndex Index => _index;

    /// <summary>The pages, in the order of their numbers, each with all that was asked for.</summary>
    /// <exception cref="InvalidDataException">A page is not as the service describes it.</exception>
    public IEnumerable<ParsePage> ReadPages() => ReadPages([.. _index.Kinds]);

    /// <summary>The pages that failed: one can in a job that completed. No other is read.</summary>
    /// <exception cref="InvalidDataException">A page is not as the service describes it.</exception>
    public IEnumerable<ParsePage> ReadFailedPages() => _index.Failed.Select(number =>
    {
        ParsePage page = new(Job.Id, number);
        foreach (string kind in _index.Kinds)
        {
            foreach (int place in Enumerable.Range(0, _index.Count(kind)).Where(one => _index.NumberOf(kind, one) == number))
            {
                page.Take(kind, ReadPage(kind, place));
            }
        }

        return page;
    });

    /// <summary>The pages, with some kinds of content alone: what is not wanted is not read.</summary>
    internal IEnumerable<ParsePage> ReadPages(string[] kinds)
    {
        // The kinds of content stand one after the other in the answer: they are read side by side, and joined by the number of the page.
        Column[] columns = [.. kinds.Where(Has).Select(kind => new Column(this, kind))];
        while (columns.Where(column => column.Page is not null).Select(column => (int?)column.Number).Min() is int number)
        {
            ParsePage page = new(Job.Id, number);
            foreach (Column column in columns.Where(column => column.Page is not null && column.Number == number))
            {
                page.Take(column.Kind, column.Page!);
                column.Advance();
            }

            yield return page;
        }
    }

    /// <summary>Everything at once.</summary>
    /// <param name="cancellationToken">Ends it between two pages.</param>
    /// <exception cref="InvalidDataException">A part is not as the service describes it.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public ParseResult ReadAll(CancellationToken cancellationToken = default)
    {
        List<ParsePage> pages = [];
        foreach (ParsePage page in ReadPages())
        {
            cancellationToken.ThrowIfCancellationRequested();
            pages.Add(page);
        }

        return new ParseResult(Job, pages, hasPages: _index.Kinds.Any())
        {
            Markdown = Field("markdown_full") as string ?? Join(pages, "markdown", page => page.Markdown),
            Text = Field("text_full") as string ?? Join(pages, "text", page => page.Text),
            JobMetadata = Field("job_metadata") as IReadOnlyDictionary<string, object?>,
        };
    }

    /// <summary>The files among the results, as far as they were asked for and are there.</summary>
    public IReadOnlyList<ParseArtifact> ReadArtifacts()
    {
        List<ParseArtifact> all = [];
        if (Field("images_content_metadata") is IReadOnlyDictionary<string, object?> images
            && images.TryGetValue("images", out object? list)
            && list is IEnumerable<object?> items)
        {
            all.AddRange(items.OfType<IReadOnlyDictionary<string, object?>>()
                .Where(one => Fields.Text(one, "filename") is not null)
                .Select(one => new ParseArtifact(
                "image",
                Fields.Text(one, "filename")!,
                Fields.Text(one, "presigned_url"),
                Fields.Text(one, "content_type"),
                Fields.Text(one, "category"))));
        }

        if (Field("result_content_metadata") is IReadOnlyDictionary<string, object?> files)
        {
            all.AddRange(
                from file in files
                let fields = file.Value as IReadOnlyDictionary<string, object?>
                where fields is not null && !(fields.TryGetValue("exists", out object? exists) && exists is false)
                select new ParseArtifact(Kind(file.Key), string.Empty, Fields.Text(fields, "presigned_url"), null, null));
        }

        return all;
    }

    /// <summary>Forgets the results.</summary>
    public void Dispose() => _spool.Dispose();

    private object? Field(string name)
    {
        try
        {
            return _index.Field(name, ParseJsonContext.Default.Object);
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"The field {name} of the results of parse job '{Job.Id}' cannot be read.", problem);
        }
    }

    private string? Join(List<ParsePage> pages, string kind, Func<ParsePage, string?> part) =>
        Has(kind) ? string.Join("\n\n", pages.Select(part).OfType<string>()) : null;

    // "output_pdf", "output_pdf_content_metadata", "outputPDF".
    private static string Kind(string key)
    {
        string name = key.Replace("_content_metadata", string.Empty);
        return name.Replace("_", string.Empty).ToLowerInvariant() switch { "outputpdf" or "pdf" =>
            "output_pdf", "xlsx" => "xlsx", _ => name };
    }

    private IReadOnlyDictionary<string, object?> ReadPage(string kind, int place)
    {
        try
        {
            return JsonSerializer.Deserialize(
                _index.Page(kind, place, ref _buffer), ParseJsonContext.Default.Object) as IReadOnlyDictionary<string, object?>
                ?? throw new InvalidDataException($"A page of the {kind} is no object.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"Page {_index.NumberOf(kind, place)} of the {kind} cannot be read.", problem);
        }
    }

    /// <summary>The pages of one kind of content, one after the other.</summary>
    private sealed class Column
    {
        private readonly ParseResultReader _reader;
        private int _next;

        public Column(ParseResultReader reader, string kind)
        {
            _reader = reader;
            Kind = kind;
            Advance();
        }

        public string Kind { get; }

        public IReadOnlyDictionary<string, object?>? Page { get; private set; }

        public int Number { get; private set; }

        public void Advance()
        {
            if (_next >= _reader._index.Count(Kind))
            {
                Page = null;
                return;
            }

            Page = _reader.ReadPage(Kind, _next);
            Number = _reader._index.NumberOf(Kind, _next);
            _next++;
        }
    }
}
