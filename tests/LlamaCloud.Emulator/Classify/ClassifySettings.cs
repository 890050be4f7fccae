using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LlamaCloud.Emulator.Classify;

/// <summary>What a job is told to do: the <c>configuration</c> of one, and the <c>parameters</c> of a saved one.</summary>
internal static partial class ClassifySettings
{
    /// <summary>The settings with every field that the service would add; what is wrong is noted.</summary>
    public static JsonObject Read(BodyField field)
    {
        JsonArray rules = [];
        foreach (BodyField rule in field.Object()["rules"].Required().Items(least: 1))
        {
            rules.Add(new JsonObject
            {
                ["type"] = rule.Object()["type"].Required().Text(1, 50, RuleType()),
                ["description"] = rule["description"].Required().Text(10, 2000),
            });
        }

        BodyField parsing = field["parsing_configuration"].OrNull().Object();
        return new JsonObject
        {
            ["rules"] = rules,
            ["mode"] = field["mode"].OneOf("FAST") ?? "FAST",
            ["parsing_configuration"] = !parsing.IsThere ? null : new JsonObject
            {
                ["lang"] = parsing["lang"].Text(pattern: Language()) ?? "en",
                ["max_pages"] = parsing["max_pages"].OrNull().Integer(1),
                ["target_pages"] = parsing["target_pages"].OrNull().Text(pattern: Pages()),
            },
        };
    }

    [GeneratedRegex(@"^[A-Za-z0-9 _-]+\z")]
    private static partial Regex RuleType();

    [GeneratedRegex(@"^[a-z]{2}\z")]
    private static partial Regex Language();

    [GeneratedRegex(@"^[1-9][0-9]*(-[1-9][0-9]*)?(,[1-9][0-9]*(-[1-9][0-9]*)?)*\z")]
    private static partial Regex Pages();
}
