using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Configurations;

/// <summary>One for classifying, and one of another product.</summary>
public static class SeedConfigurations
{
    /// <summary>For classifying; <see cref="SeedJobs.Contract"/> was made with it.</summary>
    public const string Inbox = "cfg-33333333-bbbb-4bbb-8bbb-333333333333";

    /// <summary>For parsing.</summary>
    public const string Parse = "cfg-44444444-bbbb-4bbb-8bbb-444444444444";

    internal static IEnumerable<SavedConfiguration> All()
    {
        JsonObject classify = SeedJobs.Job(string.Empty, 0, string.Empty)["configuration"]!.DeepClone().AsObject();
        classify["parsing_configuration"] = new JsonObject { ["lang"] = "en", ["max_pages"] = 10, ["target_pages"] = "1,3,5-7" };
        classify["product_type"] = "classify_v2";
        yield return Saved(Inbox, "Inbox documents", 1, classify);
        yield return Saved(
            Parse, "Parse well", 2, new JsonObject { ["tier"] = "agentic", ["version"] = "latest", ["product_type"] = "parse_v2" });
    }

    private static SavedConfiguration Saved(string id, string name, int minute, JsonObject parameters)
    {
        DateTimeOffset time = new(2026, 9, 1, 7, minute, 0, TimeSpan.Zero);
        return new SavedConfiguration(id, name, JobStore.DefaultProjectId, parameters) { CreatedAt = time, Version = time };
    }
}
