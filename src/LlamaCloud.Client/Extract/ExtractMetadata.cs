using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>What is known about the values of a result: where they stand, and how sure the service is.</summary>
public sealed class ExtractMetadata : ServiceObject
{
    [JsonConstructor]
    internal ExtractMetadata()
    {
    }

    /// <summary>About each field; null when nothing is known.</summary>
    [JsonInclude]
    public ExtractFieldMetadata? FieldMetadata { get; internal set; }

    /// <summary>The parse job that read the document; null when there is none.</summary>
    [JsonInclude]
    public string? ParseJobId { get; internal set; }

    /// <summary>The tier of that; null when there is none.</summary>
    [JsonInclude]
    public string? ParseTier { get; internal set; }

    /// <summary>What is known about each field, as JSON; empty when nothing is.</summary>
    public override string ToString() => FieldMetadata?.ToString() ?? string.Empty;
}

/// <summary>
/// What is known about each field, nested as the result is; at the place of a value stands an entry with <c>confidence</c> and
/// <c>citation</c>. <see cref="ExtractJob.GetFields"/> brings it together with the values.
/// </summary>
public sealed class ExtractFieldMetadata : ServiceObject
{
    [JsonConstructor]
    internal ExtractFieldMetadata()
    {
    }

    /// <summary>About the one record of a document; null for another target.</summary>
    [JsonInclude]
    public object? DocumentMetadata { get; internal set; }

    /// <summary>About the records of pages, a list; null for another target.</summary>
    [JsonInclude]
    public object? PageMetadata { get; internal set; }

    /// <summary>About the records of rows, a list; null for another target.</summary>
    [JsonInclude]
    public object? RowMetadata { get; internal set; }

    /// <summary>What is known about each field, as JSON; empty when nothing is.</summary>
    public override string ToString() => (DocumentMetadata ?? PageMetadata ?? RowMetadata)?.ToString() ?? string.Empty;

    /// <summary>What is known about one record; null for nothing.</summary>
    internal object? Of(int record) => Item(PageMetadata, record) ?? Item(RowMetadata, record) ?? (record == 0 ? DocumentMetadata : null);

    private static object? Item(object? list, int index) =>
        list is IReadOnlyList<object?> items && index < items.Count ? items[index] : null;
}
