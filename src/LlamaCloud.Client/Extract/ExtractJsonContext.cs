using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    MaxDepth = JsonDepth.Most,
    Converters =
    [
        typeof(Rfc3339Converter), typeof(WholeNumberConverter), typeof(FiniteNumberConverter), typeof(PlainValueConverter),
        typeof(ExtractSchemaConverter),
    ])]
[JsonSerializable(typeof(ExtractJob))]
[JsonSerializable(typeof(Page<ExtractJob>))]
[JsonSerializable(typeof(ExtractSchemaAnswer))]
[JsonSerializable(typeof(object))]
internal sealed partial class ExtractJsonContext : JsonSerializerContext;

/// <summary>Reads a schema; what is no object reads as null.</summary>
internal sealed class ExtractSchemaConverter : JsonConverter<ExtractSchema>
{
    public override ExtractSchema? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind == JsonValueKind.Object ? new ExtractSchema(document.RootElement) : null;
    }

    public override void Write(Utf8JsonWriter writer, ExtractSchema value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Schemas in answers are read; those that are sent are written with their request.");
}

/// <summary>An answer with a schema: by itself, or in the parameters of a configuration.</summary>
internal sealed class ExtractSchemaAnswer
{
    public ExtractSchema? DataSchema { get; set; }

    public ExtractConfiguration? Parameters { get; set; }

    [JsonIgnore]
    public ExtractSchema? Schema => DataSchema ?? Parameters?.DataSchema;
}
