using System.Collections.Generic;
using System.Text.Json;

namespace LlamaCloud;

/// <summary>A classify job to be created. What is wrong with it is known before it is sent: <see cref="ClassifyJobCheck"/>.</summary>
public sealed class ClassifyJobRequest : JobRequest
{
    /// <summary>The rules; empty with a <see cref="JobRequest.ConfigurationId"/>.</summary>
    public IReadOnlyList<ClassifyRule> Rules { get; init; } = [];

    /// <summary>The document's language, ISO 639-1; null for the service's default, <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>How many pages are read at most; null for all.</summary>
    public int? MaxPages { get; init; }

    internal override string ProductType => "classify_v2";

    private protected override void WriteConfiguration(Utf8JsonWriter json)
    {
        json.WriteStartArray("rules");
        foreach (ClassifyRule rule in Rules)
        {
            json.WriteStartObject();
            json.WriteString("type", rule.Type);
            json.WriteString("description", rule.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (Language is null && MaxPages is null && TargetPages is null)
        {
            return;
        }

        json.WriteStartObject("parsing_configuration");
        WriteText(json, "lang", Language?.ToLowerInvariant());
        WriteNumber(json, "max_pages", MaxPages);
        WritePages(json, TargetPages);
        json.WriteEndObject();
    }
}
