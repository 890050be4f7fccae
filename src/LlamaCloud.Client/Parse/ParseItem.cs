using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud;

/// <summary>A piece of a page that was parsed: a text, a heading, a list, code, a table, an image, a link, a header or a footer.</summary>
public class ParseItem : ServiceObject
{
    private protected ParseItem()
    {
    }

    /// <summary>What it is: <c>text heading list code table image link header footer</c>, or what the service adds.</summary>
    public string Type { get; private set; } = string.Empty;

    /// <summary>The page that it is on, counted from 1.</summary>
    public int PageNumber { get; private set; }

    /// <summary>It as Markdown.</summary>
    public string Markdown { get; private set; } = string.Empty;

    /// <summary>Its text, of a text, a heading, code and a link; null of the others.</summary>
    public string? Value { get; private set; }

    /// <summary>The level of a heading, 1 for the highest; null of the others.</summary>
    public int? Level { get; private set; }

    /// <summary>What it holds, of a list, a header and a footer; empty of the others.</summary>
    public IReadOnlyList<ParseItem> Items { get; private set; } = new ShownList<ParseItem>([]);

    /// <summary>The address of a link or an image; null of the others.</summary>
    public string? Url { get; private set; }

    /// <summary>It as Markdown.</summary>
    public override string ToString() => Markdown;

    /// <summary>Makes one of its fields.</summary>
    internal static ParseItem Of(IReadOnlyDictionary<string, object?> fields, int page)
    {
        ParseItem item = Fields.Text(fields, "type") == "table" ? new ParseTable() : new ParseItem();
        item.PageNumber = page;
        foreach (KeyValuePair<string, object?> field in fields)
        {
            item.Take(field.Key, field.Value);
        }

        return item;
    }

    private protected virtual void Take(string name, object? value)
    {
        switch (name)
        {
            case "type" when value is string type:
                Type = type;
                break;
            case "md" when value is string markdown:
                Markdown = markdown;
                break;
            case "value" or "text" when value is string text && Value is null:
                Value = text;
                break;
            case "level" when value is long level and >= 1 and <= int.MaxValue:
                Level = (int)level;
                break;
            case "url" when value is string url:
                Url = url;
                break;
            case "items" when value is IEnumerable<object?> items:
                Items = new ShownList<ParseItem>(
                    items.OfType<IReadOnlyDictionary<string, object?>>().Select(one => Of(one, PageNumber)));
                break;
            default:
                AdditionalProperties[name] = value;
                break;
        }
    }
}
