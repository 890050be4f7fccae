using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Directories;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Batches;

/// <summary>Batches are made once, and read with what became of each file.</summary>
public sealed class BatchesTests : EmulatorTest
{
    private const string Batches = "/api/v2/batches";

    private StoredDirectory Directory => field ??= Emulator.Directories.Add("inbox");

    [Fact]
    public async Task Every_field_is_read()
    {
        Emulator.Faults.Add("GET", Batches + "/bat-1", Fault.Answer(200, "application/json", """
            {
              "id": "bat-1", "project_id": "project-1", "source_directory_id": "dir-1", "status": "COMPLETED", "created_at": "2026-09-01T09:00:00Z",
              "updated_at": "2026-09-01T09:01:00Z", "config": { "job": { "type": "parse_v2", "configuration_id": "cfg-1" } }, "new": 1,
              "results": [
                { "source_directory_file_id": "dfl-1", "job_reference": { "type": "parse_v2", "id": "pjb-1" }, "error_message": null },
                { "source_directory_file_id": "dfl-2", "job_reference": null, "error_message": "no", "note": 2 },
                { "source_directory_file_id": "dfl-3" }
              ]
            }
            """));
        LlamaCloudBatch batch = await Client.Batches.GetAsync("bat-1", default, Cancellation);

        Assert.Equal(("bat-1", "bat-1", "COMPLETED", "dir-1", "project-1"), (batch.Id, batch.BatchId, batch.Status, batch.SourceDirectoryId, batch.ProjectId));
        Assert.Equal(("parse_v2", "cfg-1", 3, 1, 2), (batch.ProductType, batch.ConfigurationId, batch.FileCount, batch.JobCount, batch.FailedCount));
        Assert.Equal([("dfl-1", "pjb-1", null), ("dfl-2", null, "no"), ("dfl-3", null, null)], batch.Results!.Select(one => (one.SourceDirectoryFileId, one.JobId, one.ErrorMessage)));
        Assert.Equal(["new", "note"], batch.AdditionalProperties.Keys.Concat(batch.Results![1].AdditionalProperties.Keys));
        Assert.Equal(Batches + "/bat-1?expand=results", Emulator.Requests.Targets.Single());
    }

    [Fact]
    public async Task Without_results_nothing_is_counted()
    {
        Emulator.Faults.Add("GET", Batches + "/bat-1", Fault.Answer(200, "application/json", """{"id":"bat-1","status":"RUNNING","config":null,"results":null,"source_directory_id":null}"""));
        LlamaCloudBatch batch = await Client.Batches.GetAsync("bat-1", default, Cancellation);
        Assert.Equal((null, null, null, "", ""), (batch.FileCount, batch.JobCount, batch.FailedCount, batch.ProductType, batch.SourceDirectoryId));
        Assert.Equal((true, true), (BatchesClient.Words.IsKnown("throttled"), !BatchesClient.Words.HasEnded("THROTTLED")));
    }

    [Fact]
    public async Task Every_option_is_sent_as_the_service_spells_it()
    {
        BatchRequest request = Request(isOwn: false);
        request.Webhooks = [new JobWebhook(new Uri("https://example.com/h")) { Events = ["batch.success"] }];
        request.WebhookConfigurationIds = ["whc-1"];
        LlamaCloudBatch batch = await Client.Batches.CreateAsync(request, default, Cancellation);

        JsonNode expected = JsonNode.Parse($$$"""
            {"source_directory_id":"{{{Directory.Id}}}","config":{"job":{"type":"parse_v2","configuration_id":"{{{SeedConfigurations.Parse}}}"}},
             "webhook_configuration_ids":["whc-1"],"webhook_configurations":[{"webhook_url":"https://example.com/h","webhook_events":["batch.success"]}]}
            """)!;
        JsonNode sent = JsonNode.Parse(Emulator.Requests.All[0].Body)!;
        Assert.True(JsonNode.DeepEquals(expected, sent), sent.ToJsonString());
        Assert.Equal((Directory.Id, "PENDING"), (batch.SourceDirectoryId, batch.Status));
    }

    [Theory]
    [InlineData("cut after work")]
    [InlineData("cut")]
    [InlineData("503")]
    public async Task A_create_of_unknown_outcome_over_a_directory_of_its_own_makes_one_batch(string fault)
    {
        Emulator.Faults.Add("POST", Batches, Of(fault), times: 1);
        LlamaCloudBatch batch = await Client.Batches.CreateAsync(Request(isOwn: true), default, Cancellation);

        Assert.Equal(Directory.Id, batch.SourceDirectoryId);
        Assert.Equal(1, Emulator.Batches.Count);
        Assert.Equal(fault == "cut after work" ? 1 : 2, Emulator.Requests.All.Count(request => request.Method == "POST"));
    }

    [Fact]
    public async Task Over_a_directory_that_may_have_others_it_is_sent_once()
    {
        Emulator.Faults.Add("POST", Batches, Fault.CutAfterWork(), times: 1);
        LlamaCloudException failure = await FailureOf(Client.Batches.CreateAsync(Request(isOwn: false), default, Cancellation));

        Assert.True(failure.MayBeDone);
        Assert.Equal(["POST"], Emulator.Requests.All.Select(one => one.Method));
    }

    [Fact]
    public async Task A_list_of_other_directories_says_nothing()
    {
        Emulator.Faults.Add("POST", Batches, Fault.CutAfterWork(), times: 1);
        Emulator.Faults.Add("GET", Batches, Fault.Answer(200, "application/json", """{"items":[{"id":"bat-9","source_directory_id":"dir-9","status":"PENDING"}]}"""));
        Assert.True((await FailureOf(Client.Batches.CreateAsync(Request(isOwn: true), default, Cancellation))).MayBeDone);
        Assert.Equal(1, Emulator.Batches.Count);
    }

    [Fact]
    public async Task The_batch_over_a_directory_is_found_unless_it_failed_or_was_cancelled()
    {
        Assert.Null(await Client.Batches.FindByDirectoryAsync(Directory.Id, default, Cancellation));
        foreach (string status in (string[])["FAILED", "CANCELLED"])
        {
            Put("bat-" + status, status);
        }

        Assert.Null(await Client.Batches.FindByDirectoryAsync(Directory.Id, default, Cancellation));
        Put("bat-1", "THROTTLED");
        Assert.Equal("bat-1", (await Client.Batches.FindByDirectoryAsync(Directory.Id, default, Cancellation))?.Id);
        Assert.Equal($"{Batches}?page_size=100&source_directory_id={Directory.Id}", Emulator.Requests.Targets[^1]);
    }

    private BatchRequest Request(bool isOwn) =>
        new() { SourceDirectoryId = Directory.Id, JobType = "parse_v2", ConfigurationId = SeedConfigurations.Parse, HasFreshDocument = isOwn };

    private void Put(string id, string status) => Emulator.Batches.Put(new JsonObject
    {
        ["id"] = id, ["project_id"] = Directory.ProjectId, ["source_directory_id"] = Directory.Id, ["status"] = status, ["created_at"] = "2026-09-01T09:00:00Z",
        ["config"] = new JsonObject { ["job"] = new JsonObject { ["type"] = "parse_v2", ["configuration_id"] = SeedConfigurations.Parse } },
    });

    private static Fault Of(string name) => name switch
    {
        "cut after work" => Fault.CutAfterWork(),
        "cut" => Fault.Cut(),
        _ => Fault.Status(503, "overloaded"),
    };
}
