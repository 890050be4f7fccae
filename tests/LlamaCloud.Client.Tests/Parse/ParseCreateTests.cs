using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Parse;

public sealed class ParseCreateTests : ParseTest
{
    [Fact]
    public async Task A_job_is_created_with_its_options_and_carries_its_transaction_id()
    {
        ParseJobRequest request = new()
        {
            FileInput = Upload("REPORT"),
            Tier = "agentic",
            Prompt = "Keep the tables.",
            TargetPages = "1, 3-4",
            MaxPages = 2,
            Languages = ["en", "de"],
            NoCache = true,
            UserMetadata = new Dictionary<string, string> { ["team"] = "research" },
            Options = ParseOptions.Read(
                """{"processing_options":{"specialized_chart_parsing":"agentic","ocr_parameters":{}},"output_options":{"images_to_save":["layout"]}}"""),
            TransactionId = "report-1",
        };
        ParseJob job = await Client.Parse.CreateAsync(request, default, Cancellation);

        Assert.StartsWith("pjb-", job.Id, StringComparison.Ordinal);
        Assert.Equal(("report.txt", "agentic", "report-1", "research"), (job.Name, job.Tier, job.TransactionId, job.UserMetadata["team"]));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""
                {
                  "file_id": "{{request.FileInput}}", "tier": "agentic", "version": "latest",
                  "processing_options": { "specialized_chart_parsing": "agentic", "ocr_parameters": { "languages": ["en", "de"] } },
                  "output_options": { "images_to_save": ["layout"] }, "agentic_options": { "custom_prompt": "Keep the tables." },
                  "page_ranges": { "max_pages": 2, "target_pages": "1,3-4" }, "disable_cache": true,
                  "user_metadata": { "team": "research", "llamacloud_transaction_id": "report-1" }
                }
                """),
            JsonNode.Parse(Emulator.Requests.All.Single(one => one.Method == "POST").Body)));
    }

    [Fact]
    public async Task A_job_without_options_has_the_tier_and_version_that_are_told()
    {
        ParseJob job = await Create("REPORT");

        Assert.Equal(ParseJobRequest.DefaultTier, job.Tier);
        JsonNode body = JsonNode.Parse(Emulator.Requests.All.Single(one => one.Method == "POST").Body)!;
        Assert.Equal(("cost_effective", "latest"), ((string?)body["tier"], (string?)body["version"]));
        Assert.True(Guid.TryParse(job.TransactionId, out _));
    }

    [Fact]
    public async Task A_document_of_the_web_and_a_saved_configuration_are_sent_as_they_are()
    {
        ParseJobRequest request = new() { SourceUrl = new Uri("https://example.com/a b.pdf"), ConfigurationId = "cfg-1" };
        await FailureOf(Client.Parse.CreateAsync(request, default, Cancellation));

        JsonNode body = JsonNode.Parse(Emulator.Requests.All.Single(one => one.Method == "POST").Body)!;
        Assert.Equal(("https://example.com/a%20b.pdf", "cfg-1"), ((string?)body["source_url"], (string?)body["configuration_id"]));
        Assert.Null(body["file_id"]);
        Assert.Null(body["tier"]);
    }

    [Theory]
    [InlineData("answer lost")]
    [InlineData("not arrived")]
    public async Task An_attempt_of_unknown_outcome_makes_one_job(string what)
    {
        // The service has done the work, and the answer is lost; or it has not, and nobody knows.
        Emulator.Faults.Add("POST", Root, what == "answer lost" ? Fault.CutAfterWork() : Fault.Cut(), times: 1);
        ParseJob job = await Create("REPORT", "report-1");

        Assert.Equal(1, Emulator.ParseJobs.Count);
        Assert.Equal("report-1", job.TransactionId);
        Assert.Equal(what == "answer lost" ? 1 : 2, Emulator.Requests.All.Count(one => one.Method == "POST"));
    }

    [Fact]
    public async Task A_service_that_cannot_be_asked_leaves_the_outcome_unknown()
    {
        Emulator.Faults.Add("POST", Root, Fault.CutAfterWork());
        Emulator.Faults.Add("GET", Root, Fault.Status(500, "no"));

        Assert.True((await FailureOf(Create("REPORT"))).MayBeDone);
        Assert.Equal(1, Emulator.ParseJobs.Count);
    }

    [Fact]
    public async Task Jobs_are_found_by_their_transaction_ids_in_as_few_pages_as_that_takes()
    {
        Emulator.ParseJobs.LargestPage = 2;
        for (int i = 1; i <= 6; i++)
        {
            await Create("REPORT", $"report-{i}");
        }

        Emulator.Requests.Clear();
        ParseJobSearch search = Client.Parse.Search(DateTimeOffset.UtcNow.AddDays(-2));
        Assert.Equal("report-6", (await search.FindAsync("report-6", Cancellation))!.TransactionId);
        Assert.Equal(1, Emulator.Requests.Count);
        await Task.WhenAll(search.FindAsync("report-3", Cancellation), search.FindAsync("report-4", Cancellation));
        Assert.Equal(2, Emulator.Requests.Count);
        Assert.Null(await search.FindAsync("report-7", Cancellation));
        Assert.Null(await search.FindAsync("report-8", Cancellation));
        Assert.Equal(3, Emulator.Requests.Count);
    }

    [Fact]
    public async Task A_GET_is_unwrapped_and_has_the_usage_when_that_is_asked_for()
    {
        ParseJob job = await Create("REPORT");
        Emulator.ParseJobs.PendingFor = Emulator.ParseJobs.RunningFor = TimeSpan.Zero;

        Assert.Null((await Client.Parse.GetAsync(job.Id, default, Cancellation)).Credits);
        Assert.Equal(3, (await Client.Parse.GetExpandedAsync(job.Id, ["usage"], default, Cancellation)).Credits);
    }

    [Fact]
    public async Task Versions_are_read_by_tier()
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> versions = await Client.Parse.GetVersionsAsync(cancellationToken: Cancellation);

        Assert.Equal(["agentic", "agentic_plus", "cost_effective", "fast"], versions.Keys.Order());
        Assert.Equal("2026-06-15", versions["fast"][0]);
    }
}
