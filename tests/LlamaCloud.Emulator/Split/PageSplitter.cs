using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using LlamaCloud.Emulator.Classify;

namespace LlamaCloud.Emulator.Split;

/// <summary>In place of the service's model: the category of a page is told as the type of a document is, and a page of the same one goes on with the part.</summary>
internal static class PageSplitter
{
    private const string None = "uncategorized";

    /// <summary>The <c>segments</c> of a job.</summary>
    public static JsonArray Split(IReadOnlyList<(int Number, string Text)> pages, JsonObject settings)
    {
        JsonArray rules = [.. settings["categories"]!.AsArray().Select(category => (JsonNode)new JsonObject
        {
            ["type"] = category!["name"]!.DeepClone(), ["description"] = category["description"]?.DeepClone(),
        })];
        string uncategorized = (string)settings["splitting_strategy"]!["allow_uncategorized"]!;
        int least = (int)settings["splitting_strategy"]!["min_pages_per_split"]!;
        List<Part> parts = [];
        foreach ((int number, string text) in pages)
        {
            JsonObject result = KeywordClassifier.Classify(rules, text);
            string category = (string?)result["type"] ?? (uncategorized == "forbid" ? (string)rules[0]!["type"]! : None);
            if (parts.Count > 0 && (parts[^1].Category == category || parts[^1].Pages.Count < least))
            {
                parts[^1].Pages.Add(number);
            }
            else
            {
                parts.Add(new Part(category, [number], (double)result["confidence"]!));
            }
        }

        return [.. parts.Where(part => uncategorized != "omit" || part.Category != None).Select(part => (JsonNode)new JsonObject
        {
            ["category"] = part.Category,
            ["pages"] = new JsonArray([.. part.Pages.Select(page => (JsonNode)page)]),
            ["confidence_category"] = part.Confidence >= 0.8 ? "high" : part.Confidence >= 0.5 ? "medium" : "low",
        })];
    }

    private sealed record Part(string Category, List<int> Pages, double Confidence);
}
