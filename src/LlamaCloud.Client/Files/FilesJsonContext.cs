using System.Text.Json.Serialization;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(Rfc3339Converter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(LlamaCloudFile))]
[JsonSerializable(typeof(Page<LlamaCloudFile>))]
[JsonSerializable(typeof(LlamaCloudDirectoryFile))]
[JsonSerializable(typeof(Page<LlamaCloudDirectoryFile>))]
[JsonSerializable(typeof(PresignedUrl))]
internal sealed partial class FilesJsonContext : JsonSerializerContext;
