using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>One value of a result, with where it stands in the document and how sure the service is.</summary>
public sealed class ExtractedField
{
    private ExtractedField(ExtractJob job, int record, string field, object? value, FieldMap? entry)
    {
        FileName = job.FileName;
        JobId = job.Id;
        Record = record;
        Field = field;
        Value = value;
        SourcePath = job.SourcePath;
        if (entry is null)
        {
            return;
        }

        FieldMap[] citations = [.. (Find(entry, "citation") as FieldList)?.OfType<FieldMap>() ?? []];
        string[] words = [.. citations.Select(one => Find(one, "matching_text")).OfType<string>().Distinct()];
        Confidence = Number(entry, "confidence");
        Page = (int?)citations.Select(one => Number(one, "page")).FirstOrDefault(page => page is not null);
        Citation = words.Length == 0 ? null : string.Join("; ", words);
    }

    /// <summary>The name of the document's file, where the caller knows it; else null.</summary>
    public string? FileName { get; }

    /// <summary>The job that found it.</summary>
    public string JobId { get; }

    /// <summary>The number of its record in the result, counted from 0.</summary>
    public int Record { get; }

    /// <summary>Where in the record it is: <c>Lines[0].Amount</c>.</summary>
    public string Field { get; }

    /// <summary>The value; null when none was found.</summary>
    public object? Value { get; }

    /// <summary>How sure the service is, from 0.0 to 1.0; null when it does not say.</summary>
    public double? Confidence { get; }

    /// <summary>The first page that it stands on, counted from 1; null when the service does not say.</summary>
    public int? Page { get; }

    /// <summary>The words of the document that it was taken from; null when the service does not say.</summary>
    public string? Citation { get; }

    /// <summary>The whole path of the document on the caller's machine; null when it did not come from there.</summary>
    public string? SourcePath { get; }

    /// <summary>The field and its value.</summary>
    public override string ToString() => $"{Field}: {System.Convert.ToString(Value, CultureInfo.InvariantCulture)}";

    /// <summary>The values of one record.</summary>
    /// <param name="job">The job.</param>
    /// <param name="record">The number of the record.</param>
    /// <param name="values">The record.</param>
    internal static IEnumerable<ExtractedField> Of(ExtractJob job, int record, FieldMap values) =>
        Read(job, record, string.Empty, values, job.ExtractMetadata?.FieldMetadata?.Of(record));

    private static IEnumerable<ExtractedField> Read(ExtractJob job, int record, string path, object? value, object? known) => value switch
    {
        FieldMap { Count: > 0 } map => map.SelectMany(one => Read(job, record, Join(path, one.Key), one.Value, Inner(known, one.Key))),
        FieldList { Count: > 0 } list => list.SelectMany((one, i) => Read(job, record, $"{path}[{i}]", one, Inner(known, i))),
        _ => [new ExtractedField(job, record, path, value is FieldMap or FieldList ? null : value, known as FieldMap)],
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static object? Inner(object? known, string name) =>
        known is FieldMap map && Find(map, name) is (FieldMap or FieldList) and object inner ? inner : Entry(known);

    private static object? Inner(object? known, int index) =>
        known is FieldList list ? (index < list.Count ? list[index] : null) : Entry(known);

    // What is said of a whole list or object is said of what is in it.
    private static FieldMap? Entry(object? known) =>
        known is FieldMap map && (Find(map, "citation") is FieldList || Number(map, "confidence") is not null) ? map : null;

    private static object? Find(FieldMap map, string name) => map.TryGetValue(name, out object? value) ? value : null;

    private static double? Number(FieldMap map, string name) => Find(map, name) switch
    {
        double number => number,
        long whole => whole,
        _ => null,
    };
}
