using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Report;

/// <summary>Reads what is in the columns of a report out of an object, whatever product it is of.</summary>
internal static class ReportFields
{
    /// <summary>The first single value by these names, as a text; null when there is none.</summary>
    public static string? Text(Row row, params string[] names) => row.Find(names) is object value ? PlainText.Of(value) : null;

    /// <summary>The name of the document's file, or what else tells the document.</summary>
    public static string? FileOf(Row row) =>
        Text(row, "FileName") ?? LeafOf(Text(row, "SourcePath", "Path", "FullName")) ?? Text(row, "Name", "FileInput", "FileId");

    /// <summary>The last name of a path, of another system's too.</summary>
    public static string? LeafOf(string? path) =>
        path is null || path.Contains("://") ? path : path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>What a job has come to; null while there is no result.</summary>
    public static string? TypeOf(Row row) =>
        Text(row, "Type", "Verdict", "Category", "Tier")
            ?? (row.Find("RecordCount") is object count ? Count(count) : row.Find("Result")?.ToString());

    /// <summary>How sure the service is: as a text, and where it is one as a number from 0 to 1.</summary>
    public static (string? Text, double? Score) ConfidenceOf(Row row)
    {
        object? value = row.Find("Confidence", "ConfidenceCategory");
        return value is null ? (null, null)
            : LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out double score) && score is >= 0 and <= 1
            ? (score.ToString("0.####", CultureInfo.InvariantCulture), score)
            // A CSV file has it as the culture of the session writes it.
            : LanguagePrimitives.TryConvertTo(value, CultureInfo.CurrentCulture, out double local) && local is >= 0 and <= 1
            ? (local.ToString("0.####", CultureInfo.InvariantCulture), local)
            : (value.ToString(), null);
    }

    /// <summary>The pages that an object is about; null when it does not say.</summary>
    public static string? PagesOf(Row row) => Ranges(row.Find("Pages")) ?? Text(row, "Page", "PageNumber") ?? AllPagesOf(row);

    /// <summary>Numbers as ranges, such as <c>1-3, 7</c>; null for none. A page that is an object is not meant.</summary>
    public static string? Ranges(object? pages)
    {
        IEnumerable<object?> all = Given.AsList(pages)?.Cast<object?>() ?? [];
        int[] numbers = [.. all.Select(Given.Unwrap).OfType<int>().Distinct().OrderBy(number => number)];
        List<string> ranges = [];
        for (int first = 0, last; first < numbers.Length; first = last + 1)
        {
            for (last = first; last + 1 < numbers.Length && numbers[last + 1] == numbers[last] + 1; last++)
            {
            }

            ranges.Add(Range(numbers[first], numbers[last]));
        }

        return ranges.Count == 0 ? null : string.Join(", ", ranges);
    }

    private static string? AllPagesOf(Row row) =>
        LanguagePrimitives.TryConvertTo(row.Find("PageCount"), out int count) && count > 0 ? Range(1, count) : null;

    private static string Range(int first, int last) =>
        first == last ? FormattableString.Invariant($"{first}") : FormattableString.Invariant($"{first}-{last}");

    private static string Count(object count) =>
        string.Format(CultureInfo.InvariantCulture, "{0} record{1}", count, 1.Equals(count) ? string.Empty : "s");
}
