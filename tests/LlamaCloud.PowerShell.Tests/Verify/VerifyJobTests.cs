using System;
using System.Linq;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Verify;

/// <summary>
/// What is a verify job's own: its result is shown to those alone who ask, its document is a file, and its ids look like any.
/// </summary>
public sealed class VerifyJobTests : VerifyTest
{
    [Theory]
    [InlineData("Get-VerifyJob $job.Id")]
    [InlineData("Get-VerifyJob $job.Id -NoGrouping")]
    [InlineData("$job, $other | Get-VerifyJob")]
    [InlineData("Get-VerifyJob -First 1")]
    [InlineData("Wait-VerifyJob $job.Id")]
    [InlineData("$job | Wait-VerifyJob")]
    public void The_result_is_there_without_a_further_word(string script)
    {
        Engine.Run("$job = Start-VerifyJob dinner.txt; $other = Start-VerifyJob dinner.txt").OrThrow();

        string[] shown = Texts(script, "Verdict", "OverallScore", "Confidence");
        Assert.NotEmpty(shown);
        Assert.All(shown, verdict => Assert.Equal("SUSPICIOUS 0.61 0.9", verdict));
    }

    [Theory]
    [InlineData("Start-VerifyJob dinner.txt -TransactionId t -Wait")]
    [InlineData("Start-VerifyJob dinner.txt -TransactionId t | Wait-VerifyJob")]
    public void A_repeated_start_of_a_job_that_has_ended_comes_with_its_result_too(string script)
    {
        string[] first = Texts(script, "Id", "Verdict");
        Assert.EndsWith(" SUSPICIOUS", Assert.Single(first), StringComparison.Ordinal);

        Assert.Equal(first, Texts(script, "Id", "Verdict"));
        Assert.Equal(1, Emulator.VerifyJobs.Count);
    }

    [Fact]
    public void A_job_that_comes_with_its_result_is_not_read_again()
    {
        Engine.Run("$job = Start-VerifyJob dinner.txt -Wait").OrThrow();
        Emulator.Requests.Clear();

        Assert.Equal(["SUSPICIOUS"], Texts("$job | Wait-VerifyJob", "Verdict"));
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void What_is_asked_for_is_sent_and_a_webhook_is_told_to_the_service()
    {
        Engine.Run("Start-VerifyJob dinner.txt -Tier Fast -TargetPages 1 -Webhook @{ Url = 'https://example.com' }").OrThrow();
        JsonNode sent = JsonNode.Parse(Emulator.Requests.All[^1].Body)!;

        Assert.Equal("""{"tier":"fast","target_pages":"1"}""", sent["configuration"]!.ToJsonString());
        Assert.Equal("https://example.com", (string)sent["webhook_configurations"]![0]!["webhook_url"]!);
        Assert.Equal(
            ["configuration", "file_input", "transaction_id", "webhook_configurations"],
            sent.AsObject().Select(field => field.Key).Order());
    }

    [Fact]
    public void What_the_service_has_none_of_has_no_parameter()
    {
        string[] names = Texts("(Get-Command Start-VerifyJob).Parameters.Keys | ForEach-Object { [pscustomobject]@{ Name = $_ } }", "Name");

        Assert.Contains("Tier", names);
        Assert.DoesNotContain("ConfigurationId", names);
        Assert.DoesNotContain("WebhookConfigurationId", names);
    }

    [Fact]
    public void Another_tier_or_other_pages_of_a_repeated_start_are_a_warning()
    {
        Engine.Run("Start-VerifyJob dinner.txt -TransactionId t -Tier fast").OrThrow();
        EngineResult tier = Engine.Run("Start-VerifyJob dinner.txt -TransactionId t -Tier agentic");
        EngineResult usual = Engine.Run("Start-VerifyJob dinner.txt -TransactionId t");
        EngineResult pages = Engine.Run("Start-VerifyJob dinner.txt -TransactionId t -Tier FAST -TargetPages 2");
        EngineResult same = Engine.Run("$null = Start-VerifyJob dinner.txt -TransactionId u; Start-VerifyJob dinner.txt -TransactionId u");

        Assert.Contains("has another tier than was sent", Assert.Single(tier.Warnings), StringComparison.Ordinal);
        Assert.Contains("has another tier than was sent", Assert.Single(usual.Warnings), StringComparison.Ordinal);
        Assert.Empty(same.OrThrow().Warnings);
        Assert.Contains("has other pages than were sent", Assert.Single(pages.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Start-VerifyJob -FileInput pjb-1", "InputInvalid", "is that of a parse job, and only the file itself shows")]
    [InlineData("$parsed | Start-VerifyJob", "InputIsJob", "A parse job is no document for a verify job. Nothing was sent for it.")]
    [InlineData("1 | Start-VerifyJob", "InputInvalid", "ids (dfl-...), files of")]
    public void A_parse_job_is_no_document(string script, string id, string words)
    {
        Engine.Run($"$parsed = Start-ParseJob -FileInput {SeedFiles.Invoice}").OrThrow();
        Emulator.Requests.Clear();
        EngineResult result = Engine.Run(script);

        Assert.Equal(["VerifyJob" + id], IdsOf(result));
        Assert.Contains(words, result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("clj-1", "a classify job")]
    [InlineData("spl-1", "a split job")]
    [InlineData("dfl-1", "a file")]
    public void Any_id_is_taken_but_one_that_is_of_something_else(string id, string kind)
    {
        EngineResult result = Engine.Run($"Get-VerifyJob {id}");

        Assert.Equal(["VerifyJobIdInvalid"], IdsOf(result));
        Assert.Contains($"is the id of {kind} and not of a verify job", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
        Assert.Equal(["VerifyJobNotFound", "VerifyJobNotFound"], IdsOf(Engine.Run($"Get-VerifyJob any-1, {Guid.NewGuid()}")));
        // Nor is one of these an id of nothing else.
        Assert.Equal(["ClassifyJobNotFound"], IdsOf(Engine.Run("Get-ClassifyJob any-1")));
    }

    [Fact]
    public void Some_pages_of_a_file_are_a_document()
    {
        Engine.Run($"[pscustomobject]@{{ FileId = '{SeedFiles.Invoice}'; TargetPages = '1' }} | Start-VerifyJob").OrThrow();

        JsonObject job = Assert.Single(Emulator.VerifyJobs.Of(JobStore.DefaultProjectId));
        Assert.Equal("1", (string?)job["configuration"]!["target_pages"]);
    }

    [Fact]
    public void Its_tiers_and_statuses_are_completed()
    {
        Assert.Equal(["fast", "agentic"], Complete("Start-VerifyJob a.pdf -Tier ").Select(one => one.CompletionText));
        Assert.Equal(
            ["PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED"],
            Complete("Get-VerifyJob -Status ").Select(one => one.CompletionText));
        Engine.Run("$job = Start-VerifyJob dinner.txt -Wait").OrThrow();
        Assert.Contains("COMPLETED SUSPICIOUS", Assert.Single(Complete("Get-VerifyJob ")).ToolTip, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_about_one_goes_on_to_its_commands()
    {
        Engine.Run("$job = Start-VerifyJob dinner.txt").OrThrow();
        string told = """'{"event_type":"verify.success","data":{"id":"' + $job.Id + '","status":"COMPLETED"}}'""";

        Assert.Equal(["SUSPICIOUS"], Texts($"ConvertFrom-LlamaCloudWebhook ({told}) | Get-VerifyJob", "Verdict"));
        Assert.Contains(
            "an event of a verify job, which Get-VerifyJob takes",
            Assert.Single(Engine.Run($"ConvertFrom-LlamaCloudWebhook ({told}) | Get-ClassifyJob").Errors).ToString(),
            StringComparison.Ordinal);
    }
}
