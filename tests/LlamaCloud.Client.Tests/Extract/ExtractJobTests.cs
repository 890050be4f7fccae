using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.Client.Tests.Extract;

/// <summary>From the JSON on the wire to the fields of an <see cref="ExtractJob"/>, and back.</summary>
public sealed class ExtractJobTests : EmulatorTest
{
    private const string Create = "/api/v2/extract";

    private const string Everything = """
        {
          "id": "ext-1", "file_input": "dfl-1", "project_id": "project-1", "status": "COMPLETED", "error_message": "message",
          "configuration_id": "cfg-1", "created_at": "2026-09-01T09:00:00Z", "updated_at": "2026-09-01T09:01:00Z",
          "configuration": {
            "data_schema": { "type": "object", "properties": { "total": { "type": "number", "description": "the sum" } } },
            "extraction_target": "per_doc", "tier": "agentic", "version": "2026-09-01", "system_prompt": "in EUR", "cite_sources": true,
            "confidence_scores": false, "target_pages": "1,3", "max_pages": 7, "parse_tier": "fast", "parse_config_id": "cfg-2",
            "spreadsheet_mode": true, "sheet_names": ["Q4"], "disable_cache": true
          },
          "extract_result": { "total": 10.5 },
          "extract_metadata": { "field_metadata": { "document_metadata": { "total": { "confidence": 0.5 } } }, "parse_job_id": "pjb-1", "parse_tier": "fast" },
          "metadata": { "usage": { "num_pages_extracted": 2, "num_pages_billed": 1 } },
          "usage": { "credits": 30.5, "extract_credits": 20, "parse_credits": null }
        }
        """;

    private static readonly ExtractSchema s_schema = ExtractSchema.Parse(
        """{ "type": "object", "properties": { "total": { "type": "number" } } }""");

    [Fact]
    public async Task Every_field_is_read()
    {
        Emulator.Faults.Add("GET", Create + "/ext-1", Fault.Answer(200, "application/json", Everything));
        ExtractJob job = await Client.Extract.GetAsync("ext-1", default, Cancellation);

        Assert.Equal(("ext-1", "COMPLETED", "dfl-1", "project-1"), (job.Id, job.Status, job.FileInput, job.ProjectId));
        Assert.Equal(("cfg-1", "message", 1, 30.5), (job.ConfigurationId, job.ErrorMessage, job.RecordCount, job.Credits));
        ExtractConfiguration settings = job.Configuration!;
        ExtractSchemaField field = Assert.Single(settings.DataSchema!.Fields);
        Assert.Equal(("total", "number", "the sum"), (field.Name, field.Type, field.Description));
        Assert.Equal(
            ("per_doc", "agentic", "2026-09-01", "in EUR"),
            (settings.ExtractionTarget, settings.Tier, settings.Version, settings.SystemPrompt));
        Assert.Equal(
            (true, false, true, true), (settings.CiteSources, settings.ConfidenceScores, settings.SpreadsheetMode, settings.DisableCache));
        Assert.Equal(("1,3", 7, "fast", "cfg-2"), (settings.TargetPages, settings.MaxPages, settings.ParseTier, settings.ParseConfigId));
        Assert.Equal(["Q4"], settings.SheetNames);
        Assert.Equal(("pjb-1", "fast"), (job.ExtractMetadata!.ParseJobId, job.ExtractMetadata.ParseTier));
        Assert.Equal((2, 1), (job.Metadata!.Usage!.NumPagesExtracted, job.Metadata.Usage.NumPagesBilled));
        Assert.Equal((20.0, null), (job.Usage!.ExtractCredits, job.Usage.ParseCredits));
        Assert.Empty(job.AdditionalProperties.Concat(settings.AdditionalProperties).Concat(job.ExtractMetadata.AdditionalProperties));
    }

    [Fact]
    public async Task Every_option_is_sent_as_the_service_spells_it()
    {
        ExtractJobRequest request = new()
        {
            FileInput = SeedFiles.Invoice,
            Schema = s_schema,
            Target = "PerTableRow",
            Tier = "AgenticPlus",
            Version = "latest",
            SystemPrompt = "in EUR",
            TargetPages = "1, 3",
            MaxPages = 7,
            ParseTier = "CostEffective",
            ParseConfigurationId = "cfg-2",
            SpreadsheetMode = true,
            SheetNames = ["Q4"],
            DisableCache = true,
        };
        await Client.Extract.CreateAsync(request, default, Cancellation);

        using JsonDocument sent = JsonDocument.Parse(Emulator.Requests.All[^1].Body);
        JsonElement settings = sent.RootElement.GetProperty("configuration");
        Assert.Equal(
            """{"type":"object","properties":{"total":{"type":"number"}}}""", settings.GetProperty("data_schema").GetRawText());
        Dictionary<string, string> texts = settings.EnumerateObject().Skip(1).ToDictionary(one => one.Name, one => one.Value.GetRawText());
        Assert.Equal(
            """
            disable_cache true, extraction_target "per_table_row", max_pages 7, parse_config_id "cfg-2", parse_tier "cost_effective", sheet_names ["Q4"],
             spreadsheet_mode true, system_prompt "in EUR", target_pages "1,3", tier "agentic_plus", version "latest"
            """.ReplaceLineEndings(string.Empty),
            string.Join(", ", texts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}")));
    }

    [Theory]
    [InlineData("cut after work")]
    [InlineData("cut")]
    [InlineData("503")]
    public async Task A_create_of_unknown_outcome_makes_one_job(string fault)
    {
        Emulator.Faults.Add("POST", Create, Of(fault), times: 1);
        ExtractJob job = await Client.Extract.CreateAsync(Fresh(), default, Cancellation);

        Assert.Equal(SeedFiles.Invoice, job.FileInput);
        Assert.Equal(1, Emulator.ExtractJobs.Count);
        Assert.Equal(fault == "cut after work" ? 1 : 2, Emulator.Requests.All.Count(request => request.Method == "POST"));
    }

    [Fact]
    public async Task A_page_with_nothing_on_it_does_not_say_that_there_is_none()
    {
        Emulator.Faults.Add("POST", Create, Fault.CutAfterWork(), times: 1);
        Emulator.Faults.Add(
            "GET", Create, Fault.Answer(200, "application/json", """{"items":[],"next_page_token":"after-0"}"""), times: 1);
        await Client.Extract.CreateAsync(Fresh(), default, Cancellation);

        Assert.Equal(1, Emulator.ExtractJobs.Count);
        Assert.Equal(1, Emulator.Requests.All.Count(request => request.Method == "POST"));
    }

    [Theory]
    [InlineData("the list fails")]
    [InlineData("the list is of others")]
    public async Task Where_it_cannot_be_looked_for_none_is_made_again(string why)
    {
        Emulator.Faults.Add("POST", Create, Fault.CutAfterWork(), times: 1);
        Emulator.Faults.Add("GET", Create, why == "the list fails"
            ? Fault.Status(400, "no")
            : Fault.Answer(200, "application/json", """{"items":[{"id":"ext-9","file_input":"dfl-9","status":"PENDING"}]}"""));
        LlamaCloudException failure = await FailureOf(Client.Extract.CreateAsync(Fresh(), default, Cancellation));

        Assert.True(failure.MayBeDone);
        Assert.Equal("POST", failure.Method);
        Assert.Equal(1, Emulator.ExtractJobs.Count);
    }

    [Fact]
    public async Task A_document_that_may_have_other_jobs_is_sent_once()
    {
        Emulator.Faults.Add("POST", Create, Fault.CutAfterWork(), times: 1);
        ExtractJobRequest request = Fresh();
        request.HasFreshDocument = false;
        LlamaCloudException failure = await FailureOf(Client.Extract.CreateAsync(request, default, Cancellation));

        Assert.True(failure.MayBeDone);
        Assert.Equal(["POST"], Emulator.Requests.All.Select(one => one.Method));
    }

    [Fact]
    public async Task A_schema_is_asked_about()
    {
        ExtractSchema taken = await Client.Extract.ValidateSchemaAsync(s_schema, Cancellation);
        Assert.Contains("additionalProperties", taken.Json, StringComparison.Ordinal);
        LlamaCloudException refused = await FailureOf(Client.Extract.ValidateSchemaAsync(ExtractSchema.Parse("{}"), Cancellation));
        Assert.Equal((422, "body.data_schema"), (refused.StatusCode, Assert.Single(refused.ValidationErrors).Location));
    }

    [Fact]
    public async Task A_schema_is_made_of_words_and_a_file()
    {
        ExtractSchema made = await Client.Extract.GenerateSchemaAsync("due date", SeedFiles.Receipt, s_schema, default, Cancellation);
        Assert.Equal(["total", "due_date", "merchant"], made.Fields.Select(field => field.Name));
    }

    private static ExtractJobRequest Fresh() => new() { FileInput = SeedFiles.Invoice, Schema = s_schema, HasFreshDocument = true };

    private static Fault Of(string name) => name switch
    {
        "cut after work" => Fault.CutAfterWork(),
        "cut" => Fault.Cut(),
        _ => Fault.Status(503, "overloaded"),
    };
}
