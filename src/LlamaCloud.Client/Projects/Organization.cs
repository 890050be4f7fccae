using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>An organization, as far as its projects are looked for.</summary>
internal sealed class Organization
{
    [JsonInclude]
    public string Id { get; internal set; } = string.Empty;
}
