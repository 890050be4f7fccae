using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Extract;

/// <summary>From documents and a schema to jobs.</summary>
public sealed class StartExtractJobTests : ExtractTest
{
    [Fact]
    public void Documents_become_jobs_each_joined_to_its_file()
    {
        Write("a.txt");
        Write("b.txt");
        EngineResult result = Engine.Run("$folder.GetFiles() | Start-ExtractJob -Schema $schema").OrThrow();

        Assert.Equal(["a.txt", "b.txt"], result.Output.Select(job => job.Properties["FileName"].Value).Order());
        Assert.All(
            result.Output,
            job => Assert.Equal(job.Properties["FileName"].Value, Emulator.Files.Find((string)job.Properties["FileInput"].Value)!.Name));
        Assert.All(Emulator.Files.All.Where(file => file.Name.Length == 5), file => Assert.Equal("extract", file.Purpose));
        Assert.Equal((2, 2, 0), (Count("POST", Files), Count("POST", Extract), Count("GET", Extract)));
    }

    [Fact]
    public void All_options_are_sent_and_what_is_not_given_is_not()
    {
        Engine.Run($$"""
            Start-ExtractJob -FileInput {{SeedFiles.Invoice}} -Schema @{ a = [int] } -Target PerPage -Tier Agentic -Version latest -SystemPrompt 'in EUR' -CiteSources `
                -ConfidenceScores -TargetPages 1,3 -MaxPages 3 -ParseTier fast -ParseConfigurationId cfg-2 -NoCache -WebhookConfigurationId whc-1
            """).OrThrow();
        JsonNode sent = Sent(Extract);
        JsonNode expected = JsonNode.Parse("""
            {"file_input":"FILE","configuration":{"data_schema":{"type":"object","properties":{"a":{"type":"integer"}}},
             "extraction_target":"per_page","tier":"agentic","version":"latest","system_prompt":"in EUR","cite_sources":true,"confidence_scores":true,
             "target_pages":"1,3","max_pages":3,"parse_tier":"fast","parse_config_id":"cfg-2","disable_cache":true},"webhook_configuration_ids":["whc-1"]}
            """.Replace("FILE", SeedFiles.Invoice, StringComparison.Ordinal))!;
        Assert.True(JsonNode.DeepEquals(expected, sent), sent.ToJsonString());

        Engine.Run("Start-ExtractJob -FileInput pjb-1 -Schema @{ a = [int] }").OrThrow();
        Assert.Equal(
            """{"file_input":"pjb-1","configuration":{"data_schema":{"type":"object","properties":{"a":{"type":"integer"}}}}}""",
            Sent(Extract).ToJsonString());
    }

    [Fact]
    public void A_workbook_is_read_sheet_by_sheet()
    {
        Engine.Run(
            $"Start-ExtractJob -FileInput {SeedFiles.Invoice} -Schema @{{ a = [int] }} -SpreadsheetMode -SheetName 'Q4 Summary' -Tier "
                + $"agentic_plus").OrThrow();
        JsonNode sent = Sent(Extract)["configuration"]!;
        Assert.Equal(("""["Q4 Summary"]""", true), (sent["sheet_names"]!.ToJsonString(), (bool)sent["spreadsheet_mode"]!));
    }

    [Fact]
    public void A_saved_configuration_takes_the_place_of_a_schema()
    {
        Engine.Run("$saved = Set-ExtractConfiguration Bills -Schema @{ a = [int] } -Tier agentic").OrThrow();
        PSObject job = Engine.Run($"Start-ExtractJob -FileInput {SeedFiles.Invoice} -ConfigurationId bills").OrThrow().Output.Single();
        Assert.Equal("agentic", (string)Job(job)["configuration"]!["tier"]!);
        Assert.Equal(
            job.Properties["Id"].Value,
            Engine.Run("Get-ExtractJob -ConfigurationId $saved").OrThrow().Output.Single().Properties["Id"].Value);
    }

    [Theory]
    [InlineData("", "Specify -Schema or -ConfigurationId. Nothing was sent.")]
    [InlineData(
        "-Schema $schema -ConfigurationId cfg-1 -MaxPages 2",
        "-ConfigurationId cannot be combined with -Schema, -MaxPages. Nothing was sent.")]
    [InlineData("-Schema $schema -Target PerWord", "-Target 'PerWord' is none of per_doc, per_page, per_table_row. Nothing was sent.")]
    [InlineData(
        "-Schema $schema -SheetName a",
        "-SheetName is for workbooks whose cells are read as such: use the spreadsheet mode. Nothing was sent.")]
    [InlineData(
        "-Schema $schema -Tier Turbo -ParseConfigurationId cfg-1",
        "-ParseConfigurationId cannot be used with the tier turbo, which reads documents in its own way. Nothing was sent.")]
    [InlineData("-Schema '{}'", "-Schema is no schema of an object: its type has to be object. Nothing was sent.")]
    public void What_the_service_would_refuse_ends_the_command(string options, string problem)
    {
        EngineResult alone = Engine.Run($"Start-ExtractJob -FileInput dfl-1 {options}");
        Assert.Equal(("ExtractJobRequestInvalid", problem), (IdOf(alone.Terminating), alone.Terminating!.ToString()));
        EngineResult piped = Engine.Run($"'dfl-1' | Start-ExtractJob {options}");
        Assert.Equal(("ExtractJobRequestInvalid", problem), (IdOf(piped.Terminating), piped.Terminating!.ToString()));
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_script_block_chooses_the_schema_of_each_document()
    {
        Write("a.txt", "Number: 7\nTotal: 8");
        Write("b.txt", "Number: 9\nTotal: 10");
        Write("c.txt");
        EngineResult result = Engine.Run("""
            $schemas = @{ bill = @{ Total = [int] }; letter = New-ExtractSchema @{ Number = [int] } }
            [pscustomobject]@{ Path = 'a.txt'; Category = 'bill' }, [pscustomobject]@{ Path = 'b.txt'; Category = 'letter' }, [pscustomobject]@{ Path = 'c.txt'; Category = 'other' } |
                Start-ExtractJob -Schema { $schemas[$_.Category] } -Wait | Receive-ExtractJob -RecordOnly
            """);

        Assert.Equal(["Number=9", "Total=8"], result.Output.Select(Text).Order());
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("ExtractJobSchemaInvalid", IdOf(error));
        Assert.Contains(
            "c.txt' cannot be used: -Schema gave nothing for it. Nothing was sent for it.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Count("POST", Files));
    }

    [Fact]
    public void A_schema_of_one_document_that_the_service_would_refuse_is_its_error()
    {
        EngineResult result = Engine.Run(
            $"'{SeedFiles.Invoice}', '{SeedFiles.Receipt}' | Start-ExtractJob -Schema {{ if ($_ -eq "
                + $"'{SeedFiles.Invoice}') {{ '{{}}' }} else {{ @{{ a = [int] }} }} }}");
        Assert.Equal(["ExtractJobSchemaInvalid"], IdsOf(result));
        Assert.Contains("-Schema is no schema of an object", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(SeedFiles.Receipt, result.Output.Single().Properties["FileInput"].Value);
    }

    [Fact]
    public void Nothing_is_sent_under_WhatIf()
    {
        Write("a.txt");
        Engine.Run(
            "Start-ExtractJob a.txt -Schema $schema -WhatIf; Set-ExtractConfiguration Bills $schema -ParseConfigurationId 'by name' "
                + "-WhatIf").OrThrow();
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("Start-ExtractJob -Target ", "PerDocument", "PerPage", "PerTableRow")]
    [InlineData("Set-ExtractConfiguration -Tier ", "cost_effective", "agentic", "agentic_plus", "turbo")]
    [InlineData("Start-ExtractJob -ParseTier ", "fast", "cost_effective", "agentic", "agentic_plus")]
    [InlineData("Get-ExtractJob -Status ", "PENDING", "THROTTLED", "RUNNING", "COMPLETED", "FAILED", "CANCELLED")]
    public void Words_are_completed(string line, params string[] words) =>
        Assert.Equal(words, Complete(line).Select(one => one.CompletionText));
}
