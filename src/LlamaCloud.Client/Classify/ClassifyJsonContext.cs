using System.Text.Json.Serialization;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(Rfc3339Converter), typeof(WholeNumberConverter), typeof(FiniteNumberConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(ClassifyJob))]
[JsonSerializable(typeof(Page<ClassifyJob>))]
internal sealed partial class ClassifyJsonContext : JsonSerializerContext;
