using System.Text.Json.Serialization;

namespace LlamaCloud;

/// <summary>An address, mostly on another host, at which the contents of one file can be had for a time by whoever has it.</summary>
internal sealed class PresignedUrl
{
    [JsonInclude]
    public string? Url { get; internal set; }
}
