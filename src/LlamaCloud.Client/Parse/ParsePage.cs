using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LlamaCloud;

/// <summary>A page of a document that was parsed. What was not asked for is empty or null.</summary>
public sealed class ParsePage : JoinedObject
{
    internal ParsePage(string jobId, int number)
    {
        JobId = jobId;
        PageNumber = number;
    }

    /// <summary>The name of the document's file, where it is known; else null.</summary>
    public string? FileName { get; set; }

    /// <summary>The number of the page, counted from 1.</summary>
    public int PageNumber { get; }

    /// <summary>The page as Markdown; null when it failed.</summary>
    public string? Markdown { get; private set; }

    /// <summary>The page as plain text.</summary>
    public string? Text { get; private set; }

    /// <summary>What stands at the head of the page.</summary>
    public string? Header { get; private set; }

    /// <summary>What stands at the foot of the page.</summary>
    public string? Footer { get; private set; }

    /// <summary>How sure the service is of the page, from 0.0 to 1.0; null when it does not say.</summary>
    public double? Confidence { get; private set; }

    /// <summary>Whether the page could be parsed: one can fail in a job that completed.</summary>
    public bool Success { get; private set; } = true;

    /// <summary>Why the page failed; null when it did not.</summary>
    public string? Error { get; private set; }

    /// <summary>The number that is printed on the page; null when there is none.</summary>
    public string? PrintedPageNumber { get; private set; }

    /// <summary>The notes of a slide; null when there are none.</summary>
    public string? SpeakerNotes { get; private set; }

    /// <summary>What is on the page, piece by piece.</summary>
    public IReadOnlyList<ParseItem> Items { get; private set; } = new ShownList<ParseItem>([]);

    /// <summary>The tables among the <see cref="Items"/>.</summary>
    public IReadOnlyList<ParseTable> Tables => new ShownList<ParseTable>(Items.SelectMany(WithInner).OfType<ParseTable>());

    /// <summary>The forms of the page.</summary>
    public IReadOnlyList<ParseForm> Forms { get; private set; } = new ShownList<ParseForm>([]);

    /// <summary>The job that parsed the document.</summary>
    public string JobId { get; }

    /// <summary>The whole path of the document on the caller's machine; null when it did not come from there.</summary>
    public string? SourcePath { get; set; }

    /// <summary>The number.</summary>
    public override string ToString() => PageNumber.ToString(CultureInfo.InvariantCulture);

    /// <summary>Takes what one kind of content says of the page.</summary>
    internal void Take(string kind, IReadOnlyDictionary<string, object?> fields)
    {
        foreach (KeyValuePair<string, object?> field in fields)
        {
            TakeField(kind, field.Key, field.Value);
        }
    }

    private void TakeField(string kind, string name, object? value)
    {
        switch (name)
        {
            case "page_number":
                break;
            case "success":
                Success &= value is not false;
                break;
            case "error" when value is string error:
                Error ??= error;
                break;
            case "markdown" when value is string markdown:
                Markdown = markdown;
                break;
            case "text" when value is string text:
                Text = text;
                break;
            case "header" when value is string header:
                Header = header;
                break;
            case "footer" when value is string footer:
                Footer = footer;
                break;
            case "confidence" when value is double or long:
                Confidence = System.Convert.ToDouble(value, CultureInfo.InvariantCulture);
                break;
            case "printed_page_number":
                PrintedPageNumber = value as string;
                break;
            case "speaker_notes":
                SpeakerNotes = value as string;
                break;
            case "items" when value is IEnumerable<object?> items:
                Items = new ShownList<ParseItem>(
                    items.OfType<IReadOnlyDictionary<string, object?>>().Select(one => ParseItem.Of(one, PageNumber)));
                break;
            case "forms" when value is IEnumerable<object?> forms:
                Forms = new ShownList<ParseForm>(
                    forms.OfType<IReadOnlyDictionary<string, object?>>().Select(one => new ParseForm(one, PageNumber)));
                break;
            default:
                if (value is not null)
                {
                    AdditionalProperties[AdditionalProperties.ContainsKey(name) ? $"{kind}.{name}" : name] = value;
                }

                break;
        }
    }

    private static IEnumerable<ParseItem> WithInner(ParseItem item) => item.Items.SelectMany(WithInner).Prepend(item);
}
