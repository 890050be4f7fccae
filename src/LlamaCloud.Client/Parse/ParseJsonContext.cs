using System.Collections.Generic;
using System.Text.Json.Serialization;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    MaxDepth = JsonDepth.Most,
    Converters = [typeof(Rfc3339Converter), typeof(WholeNumberConverter), typeof(FiniteNumberConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(ParseJob))]
[JsonSerializable(typeof(Page<ParseJob>))]
[JsonSerializable(typeof(ParseJobAnswer))]
[JsonSerializable(typeof(Dictionary<string, object?>))]
[JsonSerializable(typeof(object))]
internal sealed partial class ParseJsonContext : JsonSerializerContext;
