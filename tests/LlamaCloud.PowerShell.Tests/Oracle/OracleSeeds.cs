using System;
using System.Text.Json.Nodes;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using LlamaCloud.Emulator.Webhooks;
using LlamaCloud.PowerShell.Tests.Jobs;

namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <summary>What both clients find in the emulator.</summary>
internal static class OracleSeeds
{
    /// <summary>What is in the document that is uploaded.</summary>
    public const string Document = "Invoice number 7. Line items. Total amount due.\nNumber: 7";

    /// <summary>The first of the emulator's organizations.</summary>
    public const string Organization = "0a000000-0000-4000-8000-00000000000a";

    /// <summary>Puts it there: of each product a job that has ended, and one that has not.</summary>
    public static void Fill(ServiceEmulator emulator)
    {
        foreach (TestedProduct product in TestedProducts.All)
        {
            product.JobsOf(emulator).Put(product.Job(product.Prefix + "done", 1, product.Completed));
            product.JobsOf(emulator).Put(product.Job(product.Prefix + "open", 2, product.Pending));
        }

        emulator.Directories.Add("inbox", id: "dir-1");
        foreach (string id in (string[])["bat-done", "bat-open"])
        {
            emulator.Batches.Put(new JsonObject
            {
                ["id"] = id, ["project_id"] = JobStore.DefaultProjectId, ["source_directory_id"] = "dir-1",
                ["status"] = id == "bat-done" ? "COMPLETED" : "RUNNING", ["results"] = id == "bat-done" ? new JsonArray() : null,
                ["created_at"] = "2026-09-01T09:00:00Z", ["updated_at"] = "2026-09-01T09:00:00Z",
                ["config"] = new JsonObject
                {
                    ["job"] = new JsonObject { ["type"] = "parse_v2", ["configuration_id"] = SeedConfigurations.Parse },
                },
            });
        }
    }

    /// <summary>Puts the ids of what is there into a call.</summary>
    public static string Name(string call) => call
        .Replace("%file%", SeedFiles.Invoice, StringComparison.Ordinal)
        .Replace("%other file%", SeedFiles.Receipt, StringComparison.Ordinal)
        .Replace("%billed%", SeedJobs.Invoice, StringComparison.Ordinal)
        .Replace("%classifying%", SeedConfigurations.Inbox, StringComparison.Ordinal)
        .Replace("%parsing%", SeedConfigurations.Parse, StringComparison.Ordinal)
        .Replace("%webhook%", WebhookStore.Seed, StringComparison.Ordinal)
        .Replace("%organization%", Organization, StringComparison.Ordinal)
        .Replace("%project%", JobStore.DefaultProjectId, StringComparison.Ordinal);
}
