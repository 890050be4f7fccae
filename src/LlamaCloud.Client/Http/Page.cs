using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace LlamaCloud.Http;

/// <summary>A page of a list: <c>{"items": [...], "next_page_token": "..."}</c>.</summary>
internal sealed class Page<T>
{
    /// <summary>What is on it; null when it is no page at all.</summary>
    [JsonInclude]
    public IReadOnlyList<T> Items { get; internal set; } = null!;

    /// <summary>Leads to the next page; null or empty on the last.</summary>
    [JsonInclude]
    public string? NextPageToken { get; internal set; }
}
