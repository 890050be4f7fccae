using System.Collections.Generic;
using System.Text.Json.Serialization;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(Rfc3339Converter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(LlamaCloudProject))]
[JsonSerializable(typeof(List<LlamaCloudProject>))]
[JsonSerializable(typeof(Page<LlamaCloudProject>))]
[JsonSerializable(typeof(Page<Organization>))]
internal sealed partial class ProjectsJsonContext : JsonSerializerContext;
