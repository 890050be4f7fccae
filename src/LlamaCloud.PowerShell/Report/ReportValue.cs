using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Report;

/// <summary>A value that was extracted, as a text: names and values, however it nests.</summary>
internal static class ReportValue
{
    // What stands in columns of its own.
    private static readonly HashSet<string> s_origin = new(StringComparer.OrdinalIgnoreCase) { "FileName", "JobId", "SourcePath" };

    // A value may refer to itself.
    private const int Deepest = 8;

    // No more of it is shown.
    private const int MostItems = 200;

    /// <summary>The fields of a record, those without a value left out.</summary>
    public static string OfRecord(object record) => Fields(record, s_origin, 0);

    /// <summary>A value; empty for none.</summary>
    public static string Of(object? value) => Of(value, 0);

    private static string Of(object? value, int depth) =>
        PlainText.Of(value) ?? (Given.Unwrap(value) is not object one || depth == Deepest ? string.Empty
            : Given.AsList(one) is IEnumerable list ? Items(list, depth)
            : Fields(value!, [], depth));

    private static string Items(IEnumerable list, int depth) =>
        string.Join(" | ", list.Cast<object?>().Take(MostItems).Select(item => Of(item, depth + 1)));

    private static string Fields(object value, HashSet<string> without, int depth)
    {
        IEnumerable<KeyValuePair<string, object?>> fields = Given.Unwrap(value) is IDictionary map
            ? map.Keys.Cast<object>().Select(key => new KeyValuePair<string, object?>(key.ToString() ?? string.Empty, map[key]))
            : PSObject.AsPSObject(value).Properties.Select(property => new KeyValuePair<string, object?>(property.Name, property.Value));
        return string.Join("; ", fields
            .Where(field => !without.Contains(field.Key))
            .Take(MostItems)
            .Select(field => (field.Key, Value: Of(field.Value, depth + 1)))
            .Where(field => field.Value.Length > 0)
            .Select(field => $"{field.Key}: {field.Value}"));
    }
}
