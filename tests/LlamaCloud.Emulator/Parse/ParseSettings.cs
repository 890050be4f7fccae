using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Parse;

/// <summary>
/// What a parse job is told to do: the fields of a create, which stand beside the document, and the <c>parameters</c> of a saved
/// configuration.
/// </summary>
internal static partial class ParseSettings
{
    private const int MostTags = 20;

    private static readonly string[] s_options =
    [
        "tier",
        "version",
        "client_name",
        "processing_options",
        "fast_options",
        "agentic_options",
        "input_options",
        "crop_box",
        "page_ranges",
        "disable_cache",
        "output_options", "processing_control", "webhook_configurations", "webhook_configuration_ids",
    ];

    private static readonly string[] s_ofJobAlone = ["file_id", "source_url", "http_proxy", "configuration_id", "user_metadata"];

    /// <summary>Reads the body of a create. Null when something is wrong, which is noted.</summary>
    public static JobBody? ReadBody(BodyField body, JobKind kind)
    {
        if (body.Problems.Count > 0)
        {
            return null;
        }

        BodyField file = body["file_id"].OrNull();
        BodyField address = body["source_url"].OrNull();
        BodyField saved = body["configuration_id"].OrNull();
        if (file.IsThere == address.IsThere)
        {
            body.Refuse("Value error, Provide exactly one of file_id or source_url", "value_error");
        }

        string document = file.Text(1, 200) ?? address.Text(pattern: Address()) ?? string.Empty;
        JsonObject settings = Read(body, isWhole: !saved.IsThere, isJob: true);
        ReadTags(body["user_metadata"].OrNull());
        JobBody.CheckWebhooks(body);
        return body.Problems.Count > 0 ? null : new JobBody(document, settings, saved.Text(), null) { IsAddress = address.IsThere };
    }

    /// <summary>The settings; what is wrong is noted.</summary>
    public static JsonObject Read(BodyField field) => Read(field, isWhole: true, isJob: false);

    private static JsonObject Read(BodyField field, bool isWhole, bool isJob)
    {
        JsonObject given = field.AsObject() ?? [];
        foreach (string name in given.Select(one => one.Key)
            .Where(name => !s_options.Contains(name) && !(isJob && s_ofJobAlone.Contains(name)) && name != "product_type"))
        {
            field[name].Refuse("Extra inputs are not permitted", "extra_forbidden");
        }

        string? tier = (isWhole ? field["tier"].Required() : field["tier"]).Text(1);
        _ = (isWhole ? field["version"].Required() : field["version"]).Text(1);
        BodyField processing = field["processing_options"].Object();
        processing["specialized_chart_parsing"].OrNull().OneOf("agentic_plus", "agentic", "efficient");
        processing["forms"].OrNull().OneOf("default", "enrich");
        field["page_ranges"].Object()["max_pages"].OrNull().Integer(1);
        field["page_ranges"]["target_pages"].OrNull().Text();
        field["agentic_options"].OrNull().Object()["custom_prompt"].OrNull().Text();
        foreach (BodyField language in processing["ocr_parameters"].Object()["languages"].OrNull().Items())
        {
            language.Text(2, 12);
        }

        if (tier == "fast" && field["agentic_options"].OrNull().IsThere)
        {
            field["agentic_options"].Refuse("Value error, agentic_options cannot be used with tier 'fast'", "value_error");
        }

        JsonObject settings = [];
        foreach ((string name, JsonNode? value) in given.Where(
            one => s_options.Contains(one.Key) && !one.Key.StartsWith("webhook", System.StringComparison.Ordinal)))
        {
            settings[name] = value?.DeepClone();
        }

        return settings;
    }

    private static void ReadTags(BodyField tags)
    {
        BodyField[] all = [.. tags.Object().Fields()];
        foreach (BodyField tag in all)
        {
            tag.Text(0, 500);
        }

        if (all.Length > MostTags)
        {
            tags.Refuse($"Value error, user_metadata may have at most {MostTags} entries", "value_error");
        }
    }

    [GeneratedRegex("^https?:.+")]
    private static partial Regex Address();
}
