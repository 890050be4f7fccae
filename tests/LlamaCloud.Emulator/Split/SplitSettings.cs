using System.Linq;
using System.Text.Json.Nodes;

namespace LlamaCloud.Emulator.Split;

/// <summary>What a job is told to do: the <c>configuration</c> of one, and the <c>parameters</c> of a saved one.</summary>
internal static class SplitSettings
{
    /// <summary>The settings with every field that the service would add; what is wrong is noted.</summary>
    public static JsonObject Read(BodyField field)
    {
        JsonArray categories = [];
        foreach (BodyField category in field.Object()["categories"].Required().Items(least: 1, most: 500))
        {
            categories.Add(new JsonObject
            {
                ["name"] = category.Object()["name"].Required().Text(1, 200),
                ["description"] = category["description"].OrNull().Text(1, 2000),
            });
        }

        BodyField strategy = field["splitting_strategy"].Object();
        JsonObject settings = new()
        {
            ["categories"] = categories,
            ["splitting_strategy"] = new JsonObject
            {
                ["allow_uncategorized"] = strategy["allow_uncategorized"].OneOf("include", "forbid", "omit") ?? "include",
                ["custom_instructions"] = strategy["custom_instructions"].OrNull().Text(),
                ["min_pages_per_split"] = strategy["min_pages_per_split"].OrNull().Integer(1) ?? 1,
            },
        };
        if (field["target_pages"].OrNull().Text() is string pages)
        {
            settings["target_pages"] = pages;
        }

        return settings;
    }
}
