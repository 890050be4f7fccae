using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Split;

/// <summary>Segments as documents of other jobs: the same copy, their pages, and themselves on all that comes out.</summary>
public sealed class SegmentInputTests : SplitTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Engine.Run("""
            $segments = Start-SplitJob post.txt -Category $categories -Wait | Receive-SplitJob
            $rule = New-ClassifyRule invoice 'an invoice with an invoice number and a total'
            """).OrThrow();
        Emulator.Requests.Clear();
    }

    [Theory]
    [InlineData("Start-ClassifyJob -Rule $rule", "/api/v2/classify", "file_input", "configuration.parsing_configuration.target_pages")]
    [InlineData("Start-ExtractJob -Schema @{ a = [int] }", Extract, "file_input", "configuration.target_pages")]
    [InlineData("Start-ParseJob", "/api/v2/parse", "file_id", "page_ranges.target_pages")]
    public void A_job_reads_the_pages_of_the_copy_that_is_there(string command, string path, string document, string pages)
    {
        foreach (string segment in (string[])["$segments[0..1]", "(Clone $segments[0]), (Clone $segments[1])"])
        {
            Emulator.Requests.Clear();
            Engine.Run($"$jobs = {segment} | {command}").OrThrow();
            Assert.Equal(0, Count("POST", Files));
            Assert.Equal(
                ["1-2", "3-5"], Sent(path).Select(body => (string)pages.Split('.').Aggregate(body, (node, name) => node[name]!)!).Order());
            Assert.All(Sent(path), body => Assert.Equal(Emulator.Files.All[^1].Id, (string)body[document]!));
            Assert.Equal(
                ["post.txt invoice 1-2", "post.txt contract 3-5"],
                Texts("$jobs | ForEach-Object { \"$($_.FileName) $($_.Segment.Category) $($_.Segment.TargetPages)\" }"));
        }
    }

    [Fact]
    public void The_segment_stays_through_every_command()
    {
        Engine.Run("$job = $segments[1] | Start-ExtractJob -Schema @{ Tenant = [string] }").OrThrow();
        foreach (string way in (string[])[
            "$job | Wait-ExtractJob",
            "Clone $job | Wait-ExtractJob",
            "$job | Wait-ExtractJob | Get-ExtractJob",
            "$job | Receive-ExtractJob",
            "$job | Receive-ExtractJob -Flatten",
            "$segments[1] | Start-ExtractJob -Schema @{ Tenant = [string] } -Wait",
            "$segments[1] | Start-ParseJob -Wait",
            "$segments[1] | Start-ParseJob -Wait | Receive-ParseJob",
            "($segments[1] | Start-ParseJob -Wait | Receive-ParseJob -Page)[0]",
            "Clone ($segments[1] | Start-ClassifyJob -Rule $rule) | Stop-ClassifyJob -PassThru",
            "($segments[1] | Start-ExtractJob -Schema @{ Tenant = [string] } -ConfidenceScores -Wait | Receive-ExtractJob -Field)[0]"])
        {
            Assert.Equal(
                [$"{way}: contract"],
                Texts(
                    $"\"{way.Replace("$", "`$", StringComparison.Ordinal).Replace("\"", "`\"", StringComparison.Ordinal)}: "
                        + $"$(({way}).Segment.Category)\""));
        }

        PSObject record = Engine.Run("$job | Receive-ExtractJob").OrThrow().Output.Single();
        Assert.Equal(["FileName", "JobId", "Segment", "Tenant"], record.Properties.Select(one => one.Name));
        Assert.Equal(("contract 3-5", "Ada"), (record.Properties["Segment"].Value.ToString(), record.Properties["Tenant"].Value));
        Assert.Equal(
            ["Tenant"], Engine.Run("$job | Receive-ExtractJob -RecordOnly").OrThrow().Output.Single().Properties.Select(one => one.Name));
    }

    [Fact]
    public void A_script_block_chooses_the_schema_by_the_category()
    {
        EngineResult result = Engine.Run("""
            $schemas = @{ invoice = @{ Number = [int] }; contract = New-ExtractSchema @{ Tenant = [string] } }
            $segments | Start-ExtractJob -Schema { $schemas[$_.Category] } -Wait | Receive-ExtractJob | ForEach-Object { "$($_.Segment): $($_.Number)$($_.Tenant)" }
            """);
        Assert.Equal(["contract 3-5: Ada", "invoice 1-2: 7", "invoice 7: 8"], result.Output.Select(one => one.ToString()).Order());
        Assert.Equal(["ExtractJobSchemaInvalid", "ExtractJobSchemaInvalid"], IdsOf(result));
        Assert.Contains(
            "'post.txt, pages 6' cannot be used: -Schema gave nothing for it", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_of_a_parse_job_is_not_parsed_again_but_split_and_read_by_the_others()
    {
        Engine.Run(
            "$parsed = Start-ParseJob post.txt -Wait; $part = $parsed | Start-SplitJob -Category $categories -Wait | Receive-SplitJob | "
                + "ForEach-Object { if ($_.Index -eq 2) { $_ } }").OrThrow();
        Emulator.Requests.Clear();
        EngineResult refused = Engine.Run("$part | Start-ParseJob");
        Assert.Equal(["ParseJobInputInvalid"], IdsOf(refused));
        Assert.Contains(
            "of the segment is that of a parse job, and its document is parsed already",
            refused.Errors[0].ToString(),
            StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);

        Assert.Equal(["Ada"], Texts("($part | Start-ExtractJob -Schema @{ Tenant = [string] } -Wait | Receive-ExtractJob).Tenant"));
        Assert.Equal(["contract 3-5"], Texts("$part | Start-SplitJob -Category $categories -Wait | Receive-SplitJob"));
        Assert.Equal("3-5", (string)Sent(Split)[0]["configuration"]!["target_pages"]!);
        Assert.StartsWith("pjb-", (string)Sent(Split)[0]["file_input"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "$segments[0] | Start-SplitJob -Category a", "SplitJobPagesInvalid",
        "A file is split as a whole, and 'post.txt, pages 1-2' is some pages of one")]
    [InlineData("$segments[0] | Start-ParseJob -TargetPages 1", "ParseJobPagesInvalid", "Leave out -TargetPages")]
    [InlineData(
        "$segments[0] | Start-ClassifyJob -ConfigurationId " + SeedConfigurations.Inbox, "ClassifyJobPagesInvalid",
        "-ConfigurationId cannot be combined with -TargetPages")]
    [InlineData(
        "[pscustomobject]@{ FileId = 'dfl-1'; TargetPages = '3-1' } | Start-ParseJob", "ParseJobPagesInvalid", "does not ascend at '3-1'")]
    [InlineData("$segments[0] | Get-SplitJob", "SplitJobIdWrongType", "LlamaCloud.SplitSegment is not a split job")]
    [InlineData(
        "$segments[0..1] | Start-ClassifyJob -Rule $rule -TransactionId t -WhatIf", "ClassifyJobTransactionIdInvalid",
        "was used for 'post.txt, pages 1-2' a moment ago")]
    public void What_cannot_be_done_with_a_segment_is_one_error(string script, string id, string problem)
    {
        EngineResult result = Engine.Run(script);
        Assert.Equal([id], IdsOf(result));
        Assert.Contains(problem, result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_transaction_id_that_was_used_for_other_pages_is_told()
    {
        Engine.Run("$null = $segments[0] | Start-ClassifyJob -Rule $rule -TransactionId t-1").OrThrow();
        EngineResult again = Engine.Run("$segments[1] | Start-ClassifyJob -Rule $rule -TransactionId t-1").OrThrow();
        Assert.Contains(
            "for 'post.txt, pages 3-5' has other pages than were sent", Assert.Single(again.Warnings).ToString(), StringComparison.Ordinal);
        Assert.Empty(Engine.Run("$segments[0] | Start-ClassifyJob -Rule $rule -TransactionId t-1").OrThrow().Warnings);
    }

    [Fact]
    public void Rows_have_pages_too_so_that_an_export_loses_none()
    {
        Engine.Run($$"""
            [pscustomobject]@{ FileInput = '{{SeedFiles.Invoice}}'; TargetPages = '1' }, @{ FileInput = '{{SeedFiles.Invoice}}'; TargetPages = 1, 3 },
                [pscustomobject]@{ FileInput = '{{SeedFiles.Invoice}}'; TargetPages = '' }, [pscustomobject]@{ Path = 'post.txt'; TargetPages = '2-3' } | Start-ParseJob
            """).OrThrow();
        Assert.Equal(
            [null, "1", "1,3", "2-3"],
            Sent("/api/v2/parse").Select(body => (string?)body["page_ranges"]?["target_pages"])
                .OrderBy(pages => pages, StringComparer.Ordinal));
    }

    [Fact]
    public void A_job_of_a_segment_is_no_document_but_what_is_selected_of_it_is_that_segment()
    {
        Engine.Run("$job = $segments[0] | Start-ClassifyJob -Rule $rule -Wait").OrThrow();
        EngineResult refused = Engine.Run("$job | Start-ExtractJob -Schema @{ a = [int] }");
        Assert.Contains("Its document is in its Segment: pipe that.", Assert.Single(refused.Errors).ToString(), StringComparison.Ordinal);
        Assert.Equal(["invoice 1-2"], Texts("($job.Segment | Start-ExtractJob -Schema @{ a = [int] }).Segment"));
        Engine.Run(
            "$selected = [pscustomobject]@{ FileInput = $job.FileInput; Segment = $job.Segment }; $selected.PSObject.TypeNames.Insert(0, "
                + "'Selected.LlamaCloud.ClassifyJob')").OrThrow();
        Assert.Equal(["invoice 1-2"], Texts("($selected | Start-ExtractJob -Schema @{ a = [int] }).Segment"));
        Assert.All(Sent(Extract), body => Assert.Equal("1-2", (string)body["configuration"]!["target_pages"]!));
    }

    [Fact]
    public void Results_of_segments_are_saved_beside_each_other()
    {
        Engine.Run(
            "$segments[0, 1, 3] | Start-ParseJob -Destination md -Wait | Save-ParseJob; $segments[1] | Start-ParseJob -Wait | "
                + "Save-ParseJob").OrThrow();
        Assert.Equal(
            ["post_1-2.md", "post_3-5.md", "post_7.md"], Directory.GetFiles(Path.Combine(Folder, "md")).Select(Path.GetFileName).Order());
        Assert.Contains("Tenant: Ada", File.ReadAllText(Path.Combine(Folder, "post_3-5.md")), StringComparison.Ordinal);
    }
}
