using System.Collections.Generic;
using System.Text.Json;

namespace LlamaCloud;

/// <summary>A split job to be created. What is wrong with it is known before it is sent: <see cref="SplitJobCheck"/>.</summary>
public sealed class SplitJobRequest : JobRequest
{
    /// <summary>The categories; empty with a <see cref="JobRequest.ConfigurationId"/>.</summary>
    public IReadOnlyList<SplitCategory> Categories { get; init; } = [];

    /// <summary>
    /// What becomes of pages of no category: <c>include</c>, <c>forbid</c> or <c>omit</c>; null for the service's default, <c>include</c>.
    /// </summary>
    public string? AllowUncategorized { get; init; }

    /// <summary>How the document is to be split, in plain words; null for nothing beside the categories.</summary>
    public string? CustomInstructions { get; init; }

    /// <summary>How many pages a part has at least; null for the service's default.</summary>
    public int? MinPagesPerSplit { get; init; }

    internal override string ProductType => "split_v1";

    private protected override void WriteConfiguration(Utf8JsonWriter json)
    {
        json.WriteStartArray("categories");
        foreach (SplitCategory category in Categories)
        {
            json.WriteStartObject();
            json.WriteString("name", category.Name);
            WriteText(json, "description", category.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WritePages(json, TargetPages);
        if (AllowUncategorized is null && CustomInstructions is null && MinPagesPerSplit is null)
        {
            return;
        }

        json.WriteStartObject("splitting_strategy");
        WriteText(json, "allow_uncategorized", AllowUncategorized?.ToLowerInvariant());
        WriteText(json, "custom_instructions", CustomInstructions);
        WriteNumber(json, "min_pages_per_split", MinPagesPerSplit);
        json.WriteEndObject();
    }
}
