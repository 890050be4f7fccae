using System.Text.Json.Serialization;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(Rfc3339Converter), typeof(WholeNumberConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(SplitJob))]
[JsonSerializable(typeof(Page<SplitJob>))]
internal sealed partial class SplitJsonContext : JsonSerializerContext;
