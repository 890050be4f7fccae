using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;

namespace LlamaCloud;

/// <summary>Where in the answer of a parse job everything is: each page of each kind of content, and the fields beside them.</summary>
/// <param name="spool">The answer.</param>
internal sealed class ParseIndex(Spool spool)
{
    // The parts of a result that come page by page, by their names on the wire.
    private static readonly string[] s_paged = ["markdown", "text", "items", "metadata", "forms"];

    private readonly Dictionary<string, PagePlace[]> _pages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Start, long Length)> _fields = new(StringComparer.Ordinal);

    /// <summary>The kinds of content that it has pages of.</summary>
    public IEnumerable<string> Kinds => s_paged.Where(_pages.ContainsKey);

    /// <summary>The names of its fields that do not come page by page.</summary>
    public IEnumerable<string> Names => _fields.Keys;

    /// <summary>How many pages of a kind there are.</summary>
    public int Count(string kind) => _pages.TryGetValue(kind, out PagePlace[]? pages) ? pages.Length : 0;

    /// <summary>The number of a page, counted from 1; where the service gives none, how many of its kind come before it, and one.</summary>
    public int NumberOf(string kind, int page) => _pages[kind][page].Number;

    /// <summary>Finds everything.</summary>
    /// <exception cref="InvalidDataException">It is no JSON of that kind.</exception>
    public void Scan()
    {
        spool.Content.Position = 0;
        JsonScan scan = new(spool.Content);
        scan.SkipByteOrderMark();
        scan.Object(name =>
        {
            if (s_paged.Contains(name) && scan.Peek() == (byte)'{')
            {
                scan.Object(below =>
                {
                    if (below == "pages" && scan.Peek() == (byte)'[')
                    {
                        List<PagePlace> pages = [];
                        scan.Array(() => pages.Add(FindPage(scan, pages.Count + 1)));
                        // In whichever order they came.
                        _pages[name] = [.. pages.OrderBy(page => page.Number)];
                    }
                    else
                    {
                        scan.Value();
                    }
                });
            }
            else
            {
                _fields[name] = scan.Value();
            }
        });
        scan.End();
    }

    /// <summary>The numbers of the pages of which a kind of content failed, ascending, each once.</summary>
    public IEnumerable<int> Failed =>
        _pages.Values.SelectMany(pages => pages)
            .Where(page => page.HasFailed)
            .Select(page => page.Number)
            .Distinct()
            .OrderBy(number => number);

    /// <summary>The bytes of a page, as the service sent them, until another is read into the same buffer.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="page">Which of that kind.</param>
    /// <param name="buffer">What they are read into. Another takes its place where it is too small.</param>
    public ReadOnlySpan<byte> Page(string kind, int page, ref byte[] buffer) =>
        Bytes((_pages[kind][page].Start, _pages[kind][page].Length), ref buffer);

    /// <summary>The JSON of a page, as the service sent it.</summary>
    /// <inheritdoc cref="Page" path="/param"/>
    public string Text(string kind, int page, ref byte[] buffer)
    {
        int length = Page(kind, page, ref buffer).Length;
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <summary>A field; null when there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">What it is read as.</param>
    /// <exception cref="JsonException">It cannot be read as that.</exception>
    public T? Field<T>(string name, JsonTypeInfo<T> type)
        where T : class
    {
        if (!_fields.TryGetValue(name, out (long Start, long Length) place))
        {
            return null;
        }

        byte[] bytes = [];
        return JsonSerializer.Deserialize(Bytes(place, ref bytes), type);
    }

    private static PagePlace FindPage(JsonScan scan, int position)
    {
        if (scan.Peek() != (byte)'{')
        {
            // It is no page, which whoever reads it says.
            (long from, long size) = scan.Value();
            return new PagePlace(position, from, size);
        }

        int number = 0;
        bool hasFailed = false;
        long start = scan.Position;
        scan.Object(name =>
        {
            if (name == "page_number")
            {
                number = scan.Number() ?? 0;
            }
            else
            {
                hasFailed |= name == "success" && scan.Peek() == (byte)'f';
                scan.Value();
            }
        });
        return new PagePlace(number > 0 ? number : position, start, scan.Position - start, hasFailed);
    }

    private ReadOnlySpan<byte> Bytes((long Start, long Length) place, ref byte[] buffer)
    {
        if (place.Length > int.MaxValue / 2)
        {
            throw new InvalidDataException("a part of it is longer than 1 GB");
        }

        int length = (int)place.Length;
        // Pages have about one size: a new array for each would be most of the garbage.
        byte[] bytes = buffer = buffer.Length < length ? new byte[length + (length / 8)] : buffer;
        LocalFileException.Guard(() =>
        {
            spool.Content.Position = place.Start;
            int read = 0;
            while (read < length)
            {
                int more = spool.Content.Read(bytes, read, length - read);
                read += more > 0 ? more : throw new EndOfStreamException();
            }
        });
        return bytes.AsSpan(0, length);
    }

    private readonly record struct PagePlace(int Number, long Start, long Length, bool HasFailed = false);
}

/// <summary>The answer about one parse job, with its results, however large: see <see cref="Spool"/>.</summary>
/// <param name="spool">What it is written to.</param>
/// <param name="jobId">The job.</param>
internal sealed class ParseResultAnswer(Spool spool, string jobId) : Answer<ParseResultReader>
{
    public override bool IsFile => true;

    public override async Task<ParseResultReader?> ReadAsync(Stream body, HttpContentHeaders headers, CancellationToken cancellationToken)
    {
        spool.Clear();
        byte[] buffer = new byte[81920];
        int read;
        while ((read = await body.ReadAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false)) > 0)
        {
            spool.Write(buffer, read);
        }

        ParseIndex index = new(spool);
        index.Scan();
        try
        {
            ParseJob? job = index.Field("job", ParseJsonContext.Default.ParseJob);
            return job is { Id.Length: > 0 } && JsonAnswer.IsSame(job.Id, jobId)
                ? new ParseResultReader(spool, index, job)
                : throw new InvalidDataException(
                    job is { Id.Length: > 0 } ? $"it is about '{job.Id}', which was not asked for" : "its fields are missing");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException("it cannot be read", problem);
        }
    }
}
