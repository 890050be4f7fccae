using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LlamaCloud;

/// <summary>A table of a document that was parsed.</summary>
public sealed class ParseTable : ParseItem
{
    internal ParseTable()
    {
    }

    /// <summary>The cells, row by row, the header among them: texts, numbers and null.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Cells { get; private set; } = new ShownList<IReadOnlyList<object?>>([]);

    /// <summary>The names of the columns: the cells of the first row, each made one that no other has.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = new ShownList<string>([]);

    /// <summary>
    /// The rows below the header, each an object with a field for each column. Whoever shows them may put objects of its own in their
    /// places.
    /// </summary>
    public IReadOnlyList<object> Rows
    {
        get;
        set => field = new ShownList<object>(value ?? []);
    } = new ShownList<object>([]);

    /// <summary>The table as comma-separated values.</summary>
    public string Csv { get; private set; } = string.Empty;

    /// <summary>The table as HTML.</summary>
    public string Html { get; private set; } = string.Empty;

    private protected override void Take(string name, object? value)
    {
        switch (name)
        {
            case "rows" when value is IEnumerable<object?> rows:
                Cells = new ShownList<IReadOnlyList<object?>>(
                    rows.OfType<IEnumerable<object?>>().Select(row => new ShownList<object?>(row)));
                Columns = new ShownList<string>(
                    NamesOf(Cells.Count > 0 ? Cells[0] : [], Cells.Select(row => row.Count).DefaultIfEmpty(0).Max()));
                Rows = [.. Cells.Skip(1).Select(ToRow)];
                break;
            case "csv" when value is string csv:
                Csv = csv;
                break;
            case "html" when value is string html:
                Html = html;
                break;
            default:
                base.Take(name, value);
                break;
        }
    }

    private Dictionary<string, object?> ToRow(IReadOnlyList<object?> cells) =>
        Columns.Select((column, i) => (column, i))
            .ToDictionary(one => one.column, one => one.i < cells.Count ? cells[one.i] : null, StringComparer.Ordinal);

    // A header may be empty, come twice, or be shorter than a row.
    private static List<string> NamesOf(IReadOnlyList<object?> header, int count)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        List<string> names = [];
        for (int i = 0; i < count; i++)
        {
            string own = i < header.Count
                ? Convert.ToString(header[i], CultureInfo.InvariantCulture)?.Trim() ?? string.Empty
                : string.Empty;
            string name = own.Length > 0 ? own : FormattableString.Invariant($"Column{i + 1}");
            for (int number = 2; !taken.Add(name); number++)
            {
                name = FormattableString.Invariant($"{(own.Length > 0 ? own : "Column")}_{number}");
            }

            names.Add(name);
        }

        return names;
    }
}
