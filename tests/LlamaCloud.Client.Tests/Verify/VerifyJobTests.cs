using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.Client.Tests.Verify;

/// <summary>From the JSON on the wire to the fields of a <see cref="VerifyJob"/>, and how one is asked for.</summary>
public sealed class VerifyJobTests : EmulatorTest
{
    private const string Everything = """
        {
          "id": "job-1",
          "configuration": { "tier": "fast", "target_pages": "1,3" },
          "document_input_type": "file_id",
          "file_input": "dfl-1",
          "project_id": "project-1",
          "status": "COMPLETED",
          "user_id": "user-1",
          "error_message": "message",
          "transaction_id": "transaction-1",
          "result": {
            "overall_score": 0.61, "verdict": "SUSPICIOUS", "confidence": 0.9, "tampering_score": 0.6, "synthetic_score": null,
            "composite_scores": {
              "ai_generated": { "score": 0.1, "applicable": true }, "manually_edited": { "score": 0.7, "applicable": true },
              "document_metadata": { "score": 0.2, "applicable": true }, "document_coherence": { "score": 0.3, "applicable": true },
              "recapture": { "score": null, "applicable": false }, "known_fraud": { "score": null, "applicable": false }
            },
            "suspect_regions": [
              { "page": 2, "bbox": [1, 2, 3, 4], "score": 0.8, "kind": "splice", "source": "ela", "explanation": "another paper" }
            ],
            "reasoning": "It was edited.", "error": "one check timed out", "detector_version": "7", "page_count": 3,
            "page_dimensions": [ { "page": 0, "width": 1240, "height": 1754 } ]
          }
        }
        """;

    [Fact]
    public async Task Every_field_is_read()
    {
        Emulator.Faults.Add("GET", "/api/alpha/verify/job-1", Fault.Answer(200, "application/json", Everything));
        VerifyJob job = await Client.Verify.GetAsync("job-1", default, Cancellation);

        Assert.Equal(("job-1", "COMPLETED", "dfl-1", "file_id"), (job.Id, job.Status, job.FileInput, job.DocumentInputType));
        Assert.Equal(("message", "transaction-1", "user-1"), (job.ErrorMessage, job.TransactionId, job.UserId));
        Assert.Equal("fast, pages 1,3", job.Configuration!.ToString());
        Assert.Equal(("SUSPICIOUS", 0.61, 0.9, 0.6, null, "It was edited."),
            (job.Verdict, job.OverallScore, job.Confidence, job.TamperingScore, job.SyntheticScore, job.Reasoning));
        Assert.Equal(
            "AiGenerated 0.1, ManuallyEdited 0.7, DocumentMetadata 0.2, DocumentCoherence 0.3", job.Result!.CompositeScores!.ToString());
        Assert.False(job.Result.CompositeScores.KnownFraud!.Applicable);
        VerifySuspectRegion region = Assert.Single(job.Result.SuspectRegions);
        Assert.Equal((2, 0.8, "splice"), (region.Page, region.Score, region.Kind));
        Assert.Equal(("ela", "another paper"), (region.Source, region.Explanation));
        Assert.Equal([1, 2, 3, 4], region.Bbox);
        Assert.Equal(("one check timed out", "7", 3), (job.Result.Error, job.Result.DetectorVersion, job.Result.PageCount));
        Assert.Equal((0, "1240 x 1754"), (job.Result.PageDimensions.Single().Page, job.Result.PageDimensions.Single().ToString()));
        Assert.Empty(job.AdditionalProperties);
        Assert.Empty(job.Result.AdditionalProperties);
    }

    [Fact]
    public async Task Jobs_share_what_is_the_same_in_most_of_them()
    {
        Emulator.Faults.Add("GET", "/api/alpha/verify/job-1", Fault.Answer(200, "application/json", Everything));
        VerifyJob one = await Client.Verify.GetAsync("job-1", default, Cancellation);
        VerifyJob other = await Client.Verify.GetAsync("job-1", default, Cancellation);

        Assert.Same(one.UserId, other.UserId);
        Assert.Same(one.Verdict, other.Verdict);
        Assert.NotSame(one.Result!.SuspectRegions, other.Result!.SuspectRegions);
    }

    [Fact]
    public async Task While_there_is_no_result_what_it_says_is_null()
    {
        const string Running = """{"id":"job-1","status":"RUNNING"}""";
        Emulator.Faults.Add("GET", "/api/alpha/verify/job-1", Fault.Answer(200, "application/json", Running));
        VerifyJob job = await Client.Verify.GetAsync("job-1", default, Cancellation);

        Assert.Equal((null, null, null, null, null, null),
            (job.Verdict, job.OverallScore, job.Confidence, job.TamperingScore, job.SyntheticScore, job.Reasoning));
    }

    [Fact]
    public async Task A_create_says_what_was_asked_for_and_nothing_else()
    {
        VerifyJobRequest request = new() { FileInput = SeedFiles.Invoice, Tier = "Fast", TargetPages = "1, 3-4", TransactionId = "t" };
        await Client.Verify.CreateAsync(request, default, Cancellation);

        Assert.Equal(
            $$"""{"file_input":"{{SeedFiles.Invoice}}","configuration":{"tier":"fast","target_pages":"1,3-4"},"transaction_id":"t"}""",
            JsonNode.Parse(Emulator.Requests.All[^1].Body)!.ToJsonString());
    }

    [Fact]
    public async Task Results_are_asked_for_of_one_of_many_and_of_a_list()
    {
        Emulator.VerifyJobs.PendingFor = Emulator.VerifyJobs.RunningFor = TimeSpan.Zero;
        VerifyJob made = await Client.Verify.CreateAsync(new VerifyJobRequest { FileInput = SeedFiles.Invoice }, default, Cancellation);

        Assert.Equal("AUTHENTIC", (await Client.Verify.GetAsync(made.Id, default, Cancellation)).Verdict);
        Assert.Equal("AUTHENTIC", (await Client.Verify.FindAsync([made.Id], cancellationToken: Cancellation))[made.Id].Verdict);
        Assert.Equal("AUTHENTIC", Assert.Single(await Client.Verify.List().NextAsync(Cancellation)).Verdict);
    }

    [Fact]
    public async Task What_has_no_saved_configurations_is_not_saved()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Client.Configurations.SaveAsync("name", new VerifyJobRequest(), default, Cancellation));
        Assert.Empty(Emulator.Requests.All);
    }
}
