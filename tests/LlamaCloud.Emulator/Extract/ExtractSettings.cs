using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LlamaCloud.Emulator.Extract;

/// <summary>What a job is told to do: the <c>configuration</c> of one, and the <c>parameters</c> of a saved one.</summary>
internal static partial class ExtractSettings
{
    private const int MostLevels = 7;

    private static readonly string[] s_types = ["string", "number", "integer", "boolean", "object", "array", "null"];

    /// <summary>The settings with every field that the service would add; what is wrong is noted.</summary>
    public static JsonObject Read(BodyField field)
    {
        JsonObject? schema = ReadSchema(field.Object()["data_schema"].Required());
        BodyField sheets = field["sheet_names"].OrNull();
        return new JsonObject
        {
            ["data_schema"] = schema,
            ["extraction_target"] = field["extraction_target"].OneOf("per_doc", "per_page", "per_table_row") ?? "per_doc",
            ["tier"] = field["tier"].OneOf("cost_effective", "agentic", "agentic_plus", "turbo") ?? "cost_effective",
            ["version"] = field["version"].Text(pattern: Version()) ?? "latest",
            ["system_prompt"] = field["system_prompt"].OrNull().Text(),
            ["cite_sources"] = field["cite_sources"].Truth() ?? false,
            ["confidence_scores"] = field["confidence_scores"].Truth() ?? false,
            ["target_pages"] = field["target_pages"].OrNull().Text(pattern: Pages()),
            ["max_pages"] = field["max_pages"].OrNull().Integer(1),
            ["parse_tier"] = field["parse_tier"].OrNull().Text(),
            ["parse_config_id"] = field["parse_config_id"].OrNull().Text(),
            ["spreadsheet_mode"] = field["spreadsheet_mode"].Truth() ?? false,
            ["sheet_names"] = sheets.IsThere ? new JsonArray([.. sheets.Items().Select(name => (JsonNode?)name.Text())]) : null,
            ["disable_cache"] = field["disable_cache"].Truth() ?? false,
        };
    }

    /// <summary>A schema as it came; what is wrong is noted.</summary>
    public static JsonObject? ReadSchema(BodyField field)
    {
        if (field.AsObject() is not JsonObject schema)
        {
            return null;
        }

        if ((string?)schema["type"] != "object")
        {
            field.Refuse("Value error, The root of the schema must be of type object", "value_error");
        }
        else if (schema["properties"] is not JsonObject { Count: > 0 })
        {
            field["properties"].Refuse("Value error, The schema has no properties", "value_error");
        }
        else
        {
            Check(field, schema, 1);
        }

        return schema.DeepClone().AsObject();
    }

    private static void Check(BodyField field, JsonObject schema, int level)
    {
        if (level > MostLevels)
        {
            field.Refuse($"Value error, The schema is nested deeper than {MostLevels} levels", "value_error");
            return;
        }

        foreach (BodyField property in field["properties"].Fields())
        {
            Visit(property, level);
        }
    }

    private static void Visit(BodyField field, int level)
    {
        if (field.AsObject() is not JsonObject schema)
        {
            return;
        }

        if (schema["type"] is JsonValue type && !s_types.Contains(type.ToString()))
        {
            field["type"].Refuse($"Value error, '{type}' is not a type of JSON Schema", "value_error");
        }

        if (schema["properties"] is JsonObject)
        {
            Check(field, schema, level + 1);
        }

        if (schema["items"] is JsonObject)
        {
            Visit(field["items"], level);
        }
    }

    [GeneratedRegex(@"^(latest|[0-9]{4}-[0-9]{2}-[0-9]{2})\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"^[1-9][0-9]*(-[1-9][0-9]*)?(,[1-9][0-9]*(-[1-9][0-9]*)?)*\z")]
    private static partial Regex Pages();
}
