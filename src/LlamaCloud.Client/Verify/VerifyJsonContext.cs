using System.Text.Json.Serialization;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(Rfc3339Converter), typeof(WholeNumberConverter), typeof(FiniteNumberConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(VerifyJob))]
[JsonSerializable(typeof(Page<VerifyJob>))]
internal sealed partial class VerifyJsonContext : JsonSerializerContext;
