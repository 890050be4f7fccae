using System;
using System.Globalization;
using System.IO;
using System.Linq;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Report;

/// <summary>The file of a report is treated as by PowerShell's own commands, and is whole or as it was.</summary>
public sealed class ExportLlamaCloudReportFileTests : ReportTest
{
    private const string Export = "Get-ClassifyJob | Export-LlamaCloudReport ";

    [Fact]
    public void A_file_that_is_there_is_replaced_and_emitted_on_request()
    {
        File.WriteAllText(Report, "old");
        EngineResult result = Engine.Run(Export + "report.html -PassThru").OrThrow();

        Assert.Equal(Report, Assert.IsType<FileInfo>(result.Output.Single().BaseObject).FullName);
        Assert.EndsWith("</html>\n", Html, StringComparison.Ordinal);
        Assert.Equal([Report], Directory.GetFiles(Folder));
    }

    [Theory]
    [InlineData("report.html -NoClobber", "LlamaCloudReportExists")]
    [InlineData("report.html -NoOverwrite -Force", "LlamaCloudReportExists")]
    [InlineData(".", "LlamaCloudReportPathInvalid")]
    [InlineData("none/report.html", "LlamaCloudReportPathInvalid")]
    [InlineData("*.html", "LlamaCloudReportPathInvalid")]
    [InlineData("none:/report.html", "LlamaCloudReportPathInvalid")]
    [InlineData("-LiteralPath none/report.html", "LlamaCloudReportPathInvalid")]
    public void What_cannot_be_written_is_told_before_anything_is_worked_for(string given, string id)
    {
        File.WriteAllText(Report, "old");
        File.WriteAllText(Path.Combine(Folder, "other.html"), "old");
        EngineResult result = Engine.Run(Export + given);

        Assert.Equal(id, IdOf(result.Terminating));
        Assert.Equal("old", Html);
        Assert.Equal(0, Emulator.Requests.Count);
    }

    [Fact]
    public void A_wildcard_means_the_one_file_that_is_there_and_a_literal_path_none()
    {
        File.WriteAllText(Report, "old");
        Engine.Run(Export + "rep*.html").OrThrow();
        Engine.Run("Get-ClassifyJob | Export-LlamaCloudReport -LiteralPath 'a[1].html'").OrThrow();
        Engine.Run(Export + "'b`[2`].html'").OrThrow();

        Assert.Equal(["a[1].html", "b[2].html", "report.html"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
        Assert.StartsWith("<!DOCTYPE html>", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_only_file_is_replaced_by_force_alone_and_stays_read_only()
    {
        File.WriteAllText(Report, "old");
        File.SetAttributes(Report, FileAttributes.ReadOnly);
        try
        {
            EngineResult refused = Engine.Run(Export + "report.html");
            Assert.Equal(("LlamaCloudReportReadOnly", "old"), (IdOf(refused.Terminating), Html));
            Engine.Run(Export + "report.html -Force").OrThrow();
            Assert.StartsWith("<!DOCTYPE html>", Html, StringComparison.Ordinal);
            Assert.True(File.GetAttributes(Report).HasFlag(FileAttributes.ReadOnly));
        }
        finally
        {
            File.SetAttributes(Report, FileAttributes.Normal);
        }
    }

    [Fact]
    public void What_if_writes_nothing_and_wins_over_force()
    {
        File.WriteAllText(Report, "old");
        EngineResult result = Engine.Run(Export + "report.html -WhatIf -Force -PassThru").OrThrow();

        Assert.Equal(("old", 0), (Html, result.Output.Count));
        Assert.Equal([Report], Directory.GetFiles(Folder));
    }

    [Theory]
    [InlineData("throw 'upstream'")]
    [InlineData("Get-ClassifyJob clj-none -ErrorAction Stop")]
    public void A_pipeline_that_ends_early_leaves_the_old_report_and_nothing_else(string end)
    {
        File.WriteAllText(Report, "old");
        string[] before = Temporary();
        EngineResult result = Engine.Run($"Get-ClassifyJob | ForEach-Object {{ $_; {end} }} | Export-LlamaCloudReport report.html");

        Assert.NotNull(result.Terminating);
        Assert.Equal("old", Html);
        Assert.Equal([Report], Directory.GetFiles(Folder));
        Assert.Empty(Temporary().Except(before));
    }

    [Fact]
    public void A_file_that_came_meanwhile_is_not_replaced_where_that_was_not_wanted()
    {
        EngineResult result = Engine.Run("""
            Get-ClassifyJob | ForEach-Object { [IO.File]::WriteAllText("$pwd/report.html", 'new'); $_ } |
                Export-LlamaCloudReport report.html -NoClobber
            """);

        Assert.Equal("LlamaCloudReportNotWritten", IdOf(result.Terminating));
        Assert.Equal("new", Html);
        Assert.Equal([Report], Directory.GetFiles(Folder));
    }

    [Fact]
    public void Ten_thousand_rows_take_no_memory_that_grows_with_their_texts()
    {
        EngineResult result = Engine.Run("""
            $reason = 'y' * 1900
            1..10000 | ForEach-Object {
                if ($_ -eq 100) { $before = [GC]::GetTotalMemory($true) }
                [pscustomobject]@{
                    PSTypeName = 'LlamaCloud.ClassifyJob'; JobId = "clj-$_"; FileName = "$_.pdf"; Status = 'COMPLETED'
                    Type = "t$($_ % 150)"; Confidence = ($_ % 1000) / 1000; Reasoning = $reason + $_
                }
                if ($_ -eq 10000) { $grown = [GC]::GetTotalMemory($true) - $before }
            } | Export-LlamaCloudReport report.html
            $grown
            """).OrThrow();
        ReportLine[] lines = Lines();

        Assert.InRange((long)result.Output.Single().BaseObject, long.MinValue, 5_000_000);
        Assert.Equal((10_000, "0", "0.001", "0.8"), (lines.Length, lines[0].Confidence, lines[10].Confidence, lines[8000].Confidence));
        Assert.Equal(("to check", "fine"), (lines[7999].Outcome, lines[8000].Outcome));
        Assert.Equal(10_000, lines.Select(line => line.Job).Distinct().Count());
        // Too many types to read are counted together.
        Assert.Equal(("(others)", 101), (Table(1)[^1][1], Table(1).Length));
        Assert.Equal(10_000, Table(1).Sum(row => int.Parse(row[2], NumberStyles.AllowThousands, CultureInfo.InvariantCulture)));
    }

    private static string[] Temporary() => Directory.GetFiles(Path.GetTempPath(), "tmp*.tmp");
}
