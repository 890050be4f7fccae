using System.Collections.Generic;
using System.Text.Json.Serialization;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>What the service answers where it adds up.</summary>
internal sealed class UsageAnswer
{
    [JsonInclude]
    public List<LlamaCloudUsage>? Buckets { get; internal set; }
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(FiniteNumberConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(UsageAnswer))]
[JsonSerializable(typeof(Page<LlamaCloudUsageRecord>))]
internal sealed partial class UsageJsonContext : JsonSerializerContext;
