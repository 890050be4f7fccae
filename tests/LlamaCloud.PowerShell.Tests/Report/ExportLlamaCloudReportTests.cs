using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Report;

/// <summary>What is in a report, and in which order.</summary>
public sealed class ExportLlamaCloudReportTests : ReportTest
{
    private const string Split = """
        [pscustomobject]@{
            PSTypeName = 'LlamaCloud.SplitJob'; JobId = 'spl-1'; FileName = 'bundle.pdf'; Status = 'completed'
            Result = [pscustomobject]@{ Segments = @(
                [pscustomobject]@{ Category = 'invoice'; Pages = 1, 2, 3, 7; ConfidenceCategory = 'high' }
                [pscustomobject]@{ Category = 'letter'; Pages = @(4); ConfidenceCategory = 'low' }) }
        }
        """;

    [Fact]
    public void Jobs_come_with_what_failed_first_and_then_the_least_certain()
    {
        EngineResult result = Engine.Run("Get-ClassifyJob | Export-LlamaCloudReport report.html -Title 'The night' -Below .5").OrThrow();

        Assert.Empty(result.Output);
        Assert.Equal(
            [
                "failed classify job FAILED   The file is encrypted and could not be read.",
                "cancelled classify job CANCELLED   ",
                "to check classify job COMPLETED no match 0.12 The document is a holiday greeting; none of the rules describes it.",
                "to check classify job COMPLETED receipt 0.42 It lists one purchase with a merchant, but the payment details are cut off.",
                "not ended classify job RUNNING   ",
                "not ended classify job PENDING   ",
            ],
            Lines().Take(6).Select(line => $"{line.Outcome} {line.What} {line.Status} {line.Found} {line.Confidence} {line.Why}"));
        Assert.Equal(
            [("fine", "invoice", "0.987"), ("fine", "contract", "0.915")],
            Lines().Skip(6).Select(line => (line.Outcome, line.Found, line.Confidence)));
        Assert.Equal((SeedJobs.Failed, SeedJobs.Failed.Replace("clj", "dfl", StringComparison.Ordinal)), (Lines()[0].Job, Lines()[0].File));
        Assert.Contains("<title>The night</title>", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_file_of_jobs_are_jobs()
    {
        Engine.Run("""
            [pscustomobject]@{ JobId = 'clj-1'; Status = 'FAILED'; Confidence = ''; ErrorMessage = 'broken' },
            [pscustomobject]@{ JobId = 'clj-2'; Status = 'COMPLETED'; Confidence = '0.1'; ErrorMessage = '' } |
                Export-LlamaCloudReport report.html
            """).OrThrow();

        Assert.Equal(["failed job broken", "to check job "], Lines().Select(line => $"{line.Outcome} {line.What} {line.Why}"));
    }

    [Fact]
    public void The_head_has_the_counts_of_outcomes_statuses_and_types()
    {
        Engine.Run("Get-ClassifyJob | Export-LlamaCloudReport report.html").OrThrow();

        Assert.Equal(
            "rows 8, failed 1, cancelled 1, to check 2, not ended 2, fine 2",
            string.Join(", ", Totals().Select(one => $"{one.Key} {one.Value}")));
        Assert.Equal(
            ["classify job,COMPLETED,4,2,", "classify job,CANCELLED,1,0,", "classify job,FAILED,1,0,"],
            Table(0).Take(3).Select(row => string.Join(",", row)));
        Assert.Equal(
            ["classify job,contract,1,0,", "classify job,invoice,1,0,", "classify job,no match,1,1,", "classify job,receipt,1,1,"],
            Table(1).Select(row => string.Join(",", row)));
        Assert.Contains("<rect width=\"25%\" height=\"100%\"/>", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_come_with_their_citation_and_page_and_records_with_their_fields()
    {
        File.WriteAllText(
            Path.Combine(Folder, "a.txt"), "Invoice number: 2026-0142\n  Virtual server  3 x 40.00\nTotal amount due: 135.00 EUR");
        Engine.Run("""
            $schema = [ordered]@{ InvoiceNumber = [string]; Total = [decimal]; Payer = [string]; Lines = @([ordered]@{ Text = [string]; Amount = [decimal] }) }
            $job = Start-ExtractJob a.txt -Schema $schema -CiteSources -ConfidenceScores -Wait
            $($job | Receive-ExtractJob -Field; $job | Receive-ExtractJob; $job) | Export-LlamaCloudReport report.html
            """).OrThrow();
        ReportLine[] lines = Lines();

        ReportLine total = Assert.Single(lines, line => line.Found == "Total: 135");
        Assert.Equal(
            ("to check", "a.txt", "extracted field", "1", "Total amount due: 135.00 EUR"),
            (total.Outcome, total.File, total.What, total.Pages, total.Why));
        ReportLine record = Assert.Single(lines, line => line.What == "record");
        Assert.Equal(
            ("a.txt", "InvoiceNumber: 2026-0142; Total: 135; Lines: Text: Virtual server; Amount: 40"), (record.File, record.Found));
        Assert.Equal(
            ("extract job", "COMPLETED", "1 record"),
            lines.Where(line => line.What == "extract job").Select(line => (line.What, line.Status, line.Found)).Single());
        Assert.All(lines, line => Assert.StartsWith("ext-", line.Job, StringComparison.Ordinal));
        Assert.Contains(
            "extracted field,Lines[].Amount", string.Join("\n", Table(1).Select(row => string.Join(",", row))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_failed_is_seen_in_the_pages_and_in_the_whole()
    {
        Engine.Run("""
            $(
                [pscustomobject]@{ PSTypeName = 'LlamaCloud.ParsePage'; JobId = 'pjb-1'; FileName = $null; PageNumber = 2; Success = $false; Error = 'It is blank.' }
                [pscustomobject]@{ PSTypeName = 'LlamaCloud.ParsePage'; JobId = 'pjb-1'; FileName = $null; PageNumber = 3; Success = $true; Confidence = .4 }
                [pscustomobject]@{ PSTypeName = 'LlamaCloud.ParseResult'; JobId = 'pjb-1'; FileName = $null; PageCount = 9; FailedPages = 2, 4, 5; Tier = 'agentic' }
                [pscustomobject]@{ PSTypeName = 'LlamaCloud.ParseResult'; JobId = 'pjb-2'; FileName = $null; PageCount = 9; FailedPages = @(); Tier = 'agentic' }
            ) | Export-LlamaCloudReport report.html
            """).OrThrow();

        Assert.Equal(
            [
                "failed parse page 2 It is blank.",
                "to check parse result 2, 4-5 These pages failed.",
                "to check parse page 3 ",
                "fine parse result 1-9 ",
            ],
            Lines().Select(line => $"{line.Outcome} {line.What} {line.Pages} {line.Why}"));
    }

    [Fact]
    public void Real_results_and_pages_are_read_like_the_others()
    {
        Engine.Run("""
            $job = Start-ParseJob -FileId (Get-LlamaCloudFile)[0] -Wait
            $($job; $job | Receive-ParseJob; $job | Receive-ParseJob -Page) | Export-LlamaCloudReport report.html
            """).OrThrow();

        Assert.Equal(["parse job", "parse result", "parse page"], Lines().Select(line => line.What).Distinct());
        Assert.All(Lines(), line => Assert.StartsWith("pjb-", line.Job, StringComparison.Ordinal));
        Assert.All(Lines(), line => Assert.Equal("fine", line.Outcome));
    }

    [Fact]
    public void A_job_with_segments_is_a_row_for_each_and_counts_once()
    {
        Engine.Run($"{Split} | Export-LlamaCloudReport report.html").OrThrow();

        Assert.Equal(
            ["to check bundle.pdf split job completed letter low 4", "fine bundle.pdf split job completed invoice high 1-3, 7"],
            Lines().Select(line => $"{line.Outcome} {line.File} {line.What} {line.Status} {line.Found} {line.Confidence} {line.Pages}"));
        Assert.Equal(["split job,completed,1,0,"], Table(0).Select(row => string.Join(",", row)));
        Assert.Equal(["split job,invoice,1,0,", "split job,letter,1,1,"], Table(1).Select(row => string.Join(",", row)));
    }

    [Fact]
    public void What_a_background_job_or_a_file_made_of_objects_makes_the_same_rows()
    {
        Engine.Run($"$all = $(Get-ClassifyJob; {Split})").OrThrow();
        Engine.Run("$all | Export-LlamaCloudReport report.html").OrThrow();
        ReportLine[] expected = Lines();
        Engine.Run("Clone $all | Export-LlamaCloudReport report.html").OrThrow();

        Assert.Equal(expected, Lines());
        Assert.Equal(10, expected.Length);
    }

    [Fact]
    public void Errors_are_rows_and_one_about_a_job_that_is_there_is_not_a_second_row()
    {
        EngineResult result = Engine.Run($"'{SeedJobs.Failed}', 'clj-none' | Wait-ClassifyJob 2>&1 | Export-LlamaCloudReport report.html");

        Assert.Empty(result.Errors);
        Assert.Equal(2, Lines().Length);
        Assert.Equal(("classify job", "The file is encrypted and could not be read."), (Lines()[0].What, Lines()[0].Why));
        Assert.Equal(("failed", "error", "clj-none"), (Lines()[1].Outcome, Lines()[1].What, Lines()[1].File));
        Assert.Contains("not found", Lines()[1].Why, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("$job, $problems[0]", "RUNNING")]
    [InlineData("$problems[0], $job", "RUNNING had not ended")]
    public void A_job_that_had_not_ended_in_time_is_one_row_whichever_comes_first(string input, string shown)
    {
        Engine.Run($"""
            $job = Get-ClassifyJob {SeedJobs.Running}
            $null = $job | Wait-ClassifyJob -Timeout 0 -ErrorAction SilentlyContinue -ErrorVariable problems
            {input} | Export-LlamaCloudReport report.html
            """).OrThrow();
        ReportLine line = Assert.Single(Lines());

        Assert.Equal("not ended", line.Outcome);
        Assert.All(shown.Split(' ', 2), words => Assert.Contains(words, line.Status + line.Why, StringComparison.Ordinal));
    }

    [Fact]
    public void What_ended_a_command_is_a_row_too()
    {
        Engine.Run("""
            try { Get-ClassifyJob clj-none -ErrorAction Stop -ErrorVariable problems } catch { $caught = $_ }
            $caught, $problems[0], $caught.Exception | Export-LlamaCloudReport report.html -ErrorAction SilentlyContinue
            """).OrThrow();

        Assert.All(Lines(), line => Assert.Equal(("failed", "error", "clj-none"), (line.Outcome, line.What, line.File)));
        Assert.InRange(Lines().Length, 2, 3);
    }

    [Theory]
    [InlineData("$null, @(), (Get-ClassifyJob)", 8)]
    [InlineData("@{ FileName = 'a'; Total = 5 }", 1)]
    [InlineData(",(Get-ClassifyJob)", 8)]
    public void Lists_maps_and_nothing_are_taken_as_powershell_does(string input, int rows)
    {
        Engine.Run($"{input} | Export-LlamaCloudReport report.html").OrThrow();
        Assert.Equal(rows, Lines().Length);
    }

    [Fact]
    public void What_has_no_place_in_a_report_is_an_error_and_the_others_are_in_it()
    {
        EngineResult result = Engine.Run("""
            $bad = [pscustomobject]@{ A = 1 } | ForEach-Object { $_.PSObject.Properties.Add([psscriptproperty]::new('B', { throw 'no' })); $_ }
            $((Get-ClassifyJob)[0]; 'text'; 7; (Get-LlamaCloudFile)[0]; $bad; (Get-ClassifyJob)[1]) | Export-LlamaCloudReport report.html
            """);

        Assert.Equal(
            [
                "LlamaCloudReportInputInvalid", "LlamaCloudReportInputInvalid", "LlamaCloudReportInputInvalid",
                "LlamaCloudReportInputUnreadable",
            ],
            IdsOf(result));
        Assert.Contains("LlamaCloudFile is nothing", result.Errors[2].ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Lines().Length);
    }

    [Fact]
    public void Nothing_is_a_report_that_says_so()
    {
        Engine.Run("@() | Export-LlamaCloudReport report.html").OrThrow();

        Assert.Contains("Nothing came.", Html, StringComparison.Ordinal);
        Assert.Equal("0", Totals()["rows"]);
    }

    [Fact]
    public void Numbers_are_written_alike_in_every_culture()
    {
        Engine.Run(
            $"[cultureinfo]::CurrentCulture = 'de-DE'; Get-ClassifyJob {SeedJobs.Receipt} | Export-LlamaCloudReport report.html -Below "
                + ".5").OrThrow();

        Assert.Equal("0.42", Lines()[0].Confidence);
        Assert.Contains("a confidence below 0.5,", Html, StringComparison.Ordinal);
    }
}
