using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud;

/// <summary>A form of a document that was parsed with <c>forms = enrich</c>.</summary>
public sealed class ParseForm : ServiceObject
{
    internal ParseForm(IReadOnlyDictionary<string, object?> fields, int page)
    {
        PageNumber = page;
        Markdown = fields.TryGetValue("list", out object? list) && list is IReadOnlyDictionary<string, object?> map
            ? LlamaCloud.Fields.Text(map, "md") ?? string.Empty
            : string.Empty;
        List<ParseFormField> found = [];
        if (fields.TryGetValue("json", out object? tree))
        {
            Collect(tree, string.Empty, found);
        }

        Fields = new ShownList<ParseFormField>(found, one => one.Label);
        foreach (KeyValuePair<string, object?> field in fields)
        {
            AdditionalProperties[field.Key] = field.Value;
        }
    }

    /// <summary>The page that it is on, counted from 1.</summary>
    public int PageNumber { get; }

    /// <summary>The form as Markdown.</summary>
    public string Markdown { get; }

    /// <summary>Its fields, in the order of the form. The whole tree is in <c>AdditionalProperties</c>, as the service sent it.</summary>
    public IReadOnlyList<ParseFormField> Fields { get; }

    /// <summary>The form as Markdown.</summary>
    public override string ToString() => Markdown;

    private static void Collect(object? node, string section, List<ParseFormField> found)
    {
        if (node is IReadOnlyDictionary<string, object?> map)
        {
            string? label = LlamaCloud.Fields.Text(map, "label");
            if (LlamaCloud.Fields.Text(map, "type") == "field")
            {
                found.Add(
                    new ParseFormField(
                        section,
                        label ?? string.Empty,
                        LlamaCloud.Fields.Text(map, "field") ?? string.Empty,
                        map.TryGetValue("value", out object? value) ? value : null));
            }

            string below = LlamaCloud.Fields.Text(map, "type") == "section" && label is not null
                ? (section.Length == 0 ? label : $"{section} / {label}")
                : section;
            foreach (string name in (string[])["items", "valueItems", "rows"])
            {
                Collect(map.TryGetValue(name, out object? inner) ? inner : null, below, found);
            }
        }
        else if (node is IEnumerable<object?> list)
        {
            foreach (object? one in list)
            {
                Collect(one, section, found);
            }
        }
    }
}

/// <summary>A field of a form.</summary>
/// <param name="Section">The sections that it is in, the outermost first; empty for none.</param>
/// <param name="Label">What is written beside it.</param>
/// <param name="Type">What it is: <c>text checkbox single_select multi_select signature</c>, or what the service adds.</param>
/// <param name="Value">What is filled in: a text, or true or false; null for nothing.</param>
public sealed record ParseFormField(string Section, string Label, string Type, object? Value);
