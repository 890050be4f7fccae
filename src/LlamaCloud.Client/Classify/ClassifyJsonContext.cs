using System.Text.Json.Serialization;
using LlamaCloud.Json;

namespace LlamaCloud;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(Rfc3339Converter), typeof(WholeNumberConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(ClassifyJob))]
internal sealed partial class ClassifyJsonContext : JsonSerializerContext;
