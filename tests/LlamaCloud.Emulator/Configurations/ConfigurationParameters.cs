using System;
using System.Linq;
using System.Text.Json.Nodes;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Extract;
using LlamaCloud.Emulator.Jobs;
using LlamaCloud.Emulator.Parse;
using LlamaCloud.Emulator.Split;

namespace LlamaCloud.Emulator.Configurations;

/// <summary>The <c>parameters</c> of a saved configuration, which say themselves of what product they are.</summary>
internal static class ConfigurationParameters
{
    public const string Classify = "classify_v2";

    public static readonly string[] Products = ["split_v1", "extract_v2", Classify, "parse_v2", "spreadsheet_v1", "unknown"];

    private const string Tag = "product_type";

    // A line for each product.
    private static readonly JobKind[] s_kinds = [ClassifyJobs.Kind, ExtractJobs.Kind, ParseJobs.Kind, SplitJobs.Kind];

    /// <summary>Reads them; what is wrong is noted. Only those of the products that are emulated are looked at in full.</summary>
    public static JsonObject? Read(BodyField field)
    {
        if (field.AsObject() is not JsonObject given)
        {
            return null;
        }

        if (!field[Tag].IsThere)
        {
            field.Refuse($"Unable to extract tag using discriminator '{Tag}'", "union_tag_not_found");
            return null;
        }

        string? product = Products.FirstOrDefault(name => JsonNode.DeepEquals(name, given[Tag]));
        if (product is null)
        {
            field.Refuse(
                $"Input tag found using '{Tag}' does not match any of the expected tags: "
                    + $"{string.Join(", ", Products.Select(name => $"'{name}'"))}",
                "union_tag_invalid");
            return null;
        }

        if (s_kinds.FirstOrDefault(kind => kind.ProductType == product) is not JobKind kind)
        {
            return given.DeepClone().AsObject();
        }

        // The service's framework puts the product into the way to a field.
        JsonObject settings = kind.ReadSettings(field.As(product));
        settings[Tag] = product;
        return settings;
    }

    /// <summary>The <c>configuration</c> of a job that these make.</summary>
    public static JsonObject ToJob(JsonObject parameters)
    {
        JsonObject configuration = parameters.DeepClone().AsObject();
        configuration.Remove(Tag);
        return configuration;
    }
}
