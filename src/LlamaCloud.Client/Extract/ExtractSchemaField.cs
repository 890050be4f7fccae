using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud;

/// <summary>A field of a schema: one value, an object with fields of its own, or a list.</summary>
public sealed class ExtractSchemaField
{
    internal ExtractSchemaField(string name, string type)
    {
        Name = name;
        Type = type;
    }

    /// <summary>Its name; that of an item of a list is empty.</summary>
    public string Name { get; }

    /// <summary>The type of its values in the words of JSON Schema, such as <c>number</c>; empty when the schema does not say.</summary>
    public string Type { get; }

    /// <summary>How a text is written, such as <c>date</c>; null when the schema does not say.</summary>
    public string? Format { get; init; }

    /// <summary>What it holds, in plain words; null when the schema does not say.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it always has a value.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The fields of an object, in the order of the schema; empty for any other type.</summary>
    public IReadOnlyList<ExtractSchemaField> Fields
    {
        get;
        init => field = ExtractSchema.NewFields(value);
    } = ExtractSchema.NewFields([]);

    /// <summary>An item of a list; null for any other type.</summary>
    public ExtractSchemaField? Item { get; init; }

    /// <summary>The field on one line, those within it included: <c>Lines: array of (Description: string, Amount: number)</c>.</summary>
    public override string ToString()
    {
        string kind = Kind(this);
        string text = Name.Length == 0 ? kind : $"{Name}: {kind}";
        return Description is null ? text : $"{text}, {Description}";
    }

    private static string Kind(ExtractSchemaField field) =>
        field.Item is not null ? $"array of {(field.Item.Fields.Count > 0 ? Inner(field.Item) : Kind(field.Item))}"
        : field.Fields.Count > 0 ? $"object {Inner(field)}"
        : field.Format ?? (field.Type.Length > 0 ? field.Type : "any");

    private static string Inner(ExtractSchemaField field) =>
        $"({string.Join(", ", field.Fields.Select(one => $"{one.Name}: {Kind(one)}"))})";
}
