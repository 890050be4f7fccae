using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>
/// What is extracted: a JSON Schema of an object. Any text that is a JSON object can be one; what the service would refuse about
/// it <see cref="ExtractSchemaCheck"/> tells.
/// </summary>
public sealed class ExtractSchema
{
    private static readonly JsonWriterOptions s_readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal ExtractSchema(JsonElement root)
    {
        Json = Write(root, s_readable);
        Compact = Write(root, s_compact);
        Root = (FieldMap)JsonSerializer.Deserialize(Compact, ExtractJsonContext.Default.Object)!;
    }

    /// <summary>The schema as a JSON text with line breaks, which can be kept in a file.</summary>
    public string Json { get; }

    /// <summary>The fields of a record, in the order of the schema.</summary>
    public IReadOnlyList<ExtractSchemaField> Fields => field ??= NewFields(new ExtractSchemaReader(Root).Fields);

    /// <summary>The schema as it is sent.</summary>
    internal string Compact { get; }

    internal FieldMap Root { get; }

    /// <summary>Reads a schema.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="FormatException">It is not JSON, or no object; the message is the end of a sentence about it.</exception>
    public static ExtractSchema Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json ?? throw new ArgumentNullException(nameof(json)));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ExtractSchema(document.RootElement)
                : throw new FormatException($"is JSON, but no object: it begins with {ResourceId.Show(json.TrimStart().Substring(0, 1))}");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"is not JSON (line {problem.LineNumber + 1}, character {problem.BytePositionInLine + 1})", problem);
        }
    }

    /// <summary>The schema as JSON.</summary>
    public override string ToString() => Json;

    internal static ShownList<ExtractSchemaField> NewFields(IEnumerable<ExtractSchemaField> all) => new(all, one => one.Name);

    private static string Write(JsonElement root, JsonWriterOptions options)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, options))
        {
            root.WriteTo(writer);
        }

        // The writer breaks lines as the system does; a schema is the same everywhere.
        return Encoding.UTF8.GetString(text.ToArray()).Replace("\r\n", "\n");
    }
}
