using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using LlamaCloud.Http;
using LlamaCloud.Json;

namespace LlamaCloud;

/// <summary>A saved configuration, of whichever product: settings with a name, for many jobs.</summary>
public sealed class LlamaCloudConfiguration : ServiceObject
{
    [JsonConstructor]
    internal LlamaCloudConfiguration()
    {
    }

    /// <summary>The configuration's id, <c>cfg-...</c>.</summary>
    [JsonInclude]
    public string Id { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The name that it was saved under.</summary>
    [JsonInclude]
    public string Name { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>
    /// What it is for: <c>classify_v2</c>, <c>parse_v2</c>, <c>extract_v2</c>, <c>split_v1</c>, <c>spreadsheet_v1</c>, <c>unknown</c>, or
    /// what the service adds.
    /// </summary>
    [JsonInclude]
    public string ProductType { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Which version of its name it is: a text that sorts by time.</summary>
    [JsonInclude]
    public string Version { get; internal set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>
    /// The settings by their names on the wire, as <see cref="ServiceObject.AdditionalProperties"/> has them. Those of
    /// <c>classify_v2</c> have <c>rules</c>, <c>mode</c> and <c>parsing_configuration</c>.
    /// </summary>
    [JsonInclude]
    public Dictionary<string, object?> Parameters { get; internal set => field = value is null ? new FieldMap() : new FieldMap(value); } =
        new FieldMap();

    /// <summary>When it was saved first; null when the service does not say.</summary>
    [JsonInclude]
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it was last changed; null when the service does not say.</summary>
    [JsonInclude]
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The id, under the name that commands take it by.</summary>
    [JsonIgnore]
    [JsonPropertyName("caller.configuration_id")]
    public string ConfigurationId => Id;

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(Rfc3339Converter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(LlamaCloudConfiguration))]
[JsonSerializable(typeof(Page<LlamaCloudConfiguration>))]
internal sealed partial class ConfigurationJsonContext : JsonSerializerContext;

/// <summary>What the calls about saved configurations answer.</summary>
internal static class ConfigurationAnswers
{
    /// <summary>Reading or saving one.</summary>
    public static Answer<LlamaCloudConfiguration> One { get; } = JsonAnswer.One(
        ConfigurationJsonContext.Default.LlamaCloudConfiguration, static one => one.Id);

    /// <summary>Listing them.</summary>
    public static Answer<Page<LlamaCloudConfiguration>> Many { get; } = JsonAnswer.Page(
        ConfigurationJsonContext.Default.PageLlamaCloudConfiguration, static one => one.Id);
}
