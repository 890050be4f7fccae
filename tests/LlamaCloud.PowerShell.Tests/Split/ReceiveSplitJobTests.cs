using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Split;

/// <summary>From split jobs to the parts of their documents.</summary>
public sealed class ReceiveSplitJobTests : SplitTest
{
    [Fact]
    public void The_parts_of_a_document_come_out_each_with_its_pages()
    {
        Engine.Run("$segments = Start-SplitJob post.txt -Category $categories -Wait | Receive-SplitJob").OrThrow();
        Assert.Equal(
            ["1 invoice 1-2 1 2", "2 contract 3-5 3 4 5", "3 uncategorized 6 6", "4 invoice 7 7", "5 uncategorized 8 8"],
            Texts("$segments | ForEach-Object { \"$($_.Index) $($_.Category) $($_.TargetPages) $($_.Pages)\" }"));
        PSObject first = Engine.Run("$segments[0]").OrThrow().Output.Single();
        Assert.Equal(("post.txt", Emulator.Files.All[^1].Id), (first.Properties["FileName"].Value, first.Properties["FileInput"].Value));
        Assert.EndsWith("post.txt", (string)first.Properties["SourcePath"].Value, StringComparison.Ordinal);
        Assert.Equal("high", first.Properties["Confidence"].Value);
        Assert.Equal("invoice 1-2", first.ToString());
    }

    [Fact]
    public void A_job_that_came_whole_is_not_read_again_and_ids_are_read_together()
    {
        Write("more.txt");
        Engine.Run("$jobs = Start-SplitJob *.txt -Category $categories -Wait").OrThrow();
        Emulator.Requests.Clear();
        Assert.Equal(10, Engine.Run("$jobs | Receive-SplitJob").OrThrow().Output.Count);
        Assert.Empty(Emulator.Requests.All);
        Assert.Equal(10, Engine.Run("$jobs.Id | Receive-SplitJob").OrThrow().Output.Count);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public void A_job_without_a_result_is_one_error_and_the_others_go_on()
    {
        Emulator.SplitJobs.RunningFor = TimeSpan.FromHours(1);
        Emulator.SplitJobs.StoppingFor = TimeSpan.Zero;
        Engine.Run($"$running, $stopped = '{SeedFiles.Invoice}', '{SeedFiles.Receipt}' | Start-SplitJob -Category $categories; $stopped | Stop-SplitJob").OrThrow();
        Emulator.SplitJobs.Put(Job("spl-1", """{ "segments": [ { "category": "a", "pages": [9, 3, 4, 4], "confidence_category": "low", "note": "n" } ] }"""));
        EngineResult result = Engine.Run("$running.Id, $stopped.Id, 'spl-1', 'clj-1' | Receive-SplitJob");

        PSObject segment = Assert.Single(result.Output);
        Assert.Equal(("3-4,9", "low"), (segment.Properties["TargetPages"].Value, segment.Properties["Confidence"].Value));
        Assert.Equal(["SplitJobCancelled", "SplitJobIdInvalid", "SplitJobNotEnded"], IdsOf(result).Order());
        Assert.Contains("is the id of a classify job and not of a split job", string.Join(' ', result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_are_grouped_by_category_and_exported_without_names_of_types()
    {
        Engine.Run("$segments = Start-SplitJob post.txt -Category $categories -Wait | Receive-SplitJob").OrThrow();
        Assert.Equal(
            ["contract", "invoice", "uncategorized"],
            Engine.Run("$segments.Category").OrThrow().Output.Select(one => one.ToString()).Distinct().Order());
        PSObject one = Engine.Run("$segments[0]").OrThrow().Output.Single();
        Assert.All(one.Properties, property => Assert.DoesNotContain("System.", property.Value?.ToString() ?? string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_stays_with_the_parts_of_its_document()
    {
        PSObject[] parts = [.. Engine.Run("[pscustomobject]@{ Path = 'post.txt'; Ward = 'west' } | Start-SplitJob -Category $categories -Wait | Receive-SplitJob").OrThrow().Output];
        Engine.Runspace.SessionStateProxy.SetVariable("parts", parts);
        Assert.Equal(["west"], Engine.Run("$parts.InputObject.Ward").OrThrow().Output.Select(one => one.ToString()).Distinct());
    }

    [Fact]
    public void A_result_that_is_not_as_described_is_read_as_far_as_it_goes()
    {
        LeaveDescription();
        Emulator.Faults.Add("GET", Split + "/spl-2", Fault.Answer(200, "application/json", Job("spl-2", """{ "segments": [ null, { "pages": null } ] }""").ToJsonString()));
        PSObject part = Engine.Run("'spl-2' | Receive-SplitJob").OrThrow().Output.Single();
        Assert.Equal((string.Empty, string.Empty, 1), (part.Properties["Category"].Value, part.Properties["TargetPages"].Value, part.Properties["Index"].Value));
        Engine.Runspace.SessionStateProxy.SetVariable("part", part);
        EngineResult refused = Engine.Run("$part | Start-ExtractJob -Schema @{ a = [int] }");
        Assert.Contains("A segment has no pages", Assert.Single(refused.Errors).ToString(), StringComparison.Ordinal);
    }

    private static JsonObject Job(string id, string result) => new()
    {
        ["id"] = id, ["project_id"] = JobStore.DefaultProjectId, ["user_id"] = "u", ["file_input"] = SeedFiles.Invoice, ["document_input_type"] = "file_id", ["status"] = "completed",
        ["categories"] = new JsonArray(), ["created_at"] = "2026-09-01T09:00:00Z", ["result"] = JsonNode.Parse(result),
    };
}
