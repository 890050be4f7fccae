using System.Collections.Generic;

namespace LlamaCloud;

/// <summary>Reads fields of plain values.</summary>
internal static class Fields
{
    /// <summary>The text of a field; null when there is none.</summary>
    public static string? Text(IReadOnlyDictionary<string, object?> fields, string name) =>
        fields.TryGetValue(name, out object? value) ? value as string : null;

    /// <summary>The whole number of a field; null when there is none.</summary>
    public static int? Number(IReadOnlyDictionary<string, object?> fields, string name) =>
        fields.TryGetValue(name, out object? value) && value is long number and >= int.MinValue and <= int.MaxValue ? (int)number : null;
}
