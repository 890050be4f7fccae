using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Parse;

public sealed class ReceiveParseJobTests : ParseTest
{
    [Fact]
    public void A_result_has_all_of_the_document_by_one_request()
    {
        string path = Write("report.txt");
        Engine.Run("$job = Get-ChildItem report.txt | Start-ParseJob -Wait").OrThrow();
        Emulator.Requests.Clear();
        PSObject result = Engine.Run("$job | Receive-ParseJob -Include Markdown, Text, Items, Metadata, Usage, JobMetadata")
            .OrThrow().Output
            .Single();

        Assert.Equal(["report.txt", path, "2", "6"], Values(result, "FileName", "SourcePath", "PageCount", "Credits"));
        Assert.StartsWith("# REPORT\n\n| Item | Count |", Values(result, "Markdown")[0], StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public void Pages_and_length_of_what_was_not_read_are_unknown()
    {
        Write("report.txt");

        Assert.Equal(["||6", "2||"], Texts(Engine.Run("""
            $job = Get-ChildItem report.txt | Start-ParseJob -Wait
            'Usage', 'Items' | % { Receive-ParseJob $job -Include $_ } | % { "$($_.PageCount)|$($_.Length)|$($_.Credits)" }
            """)));
    }

    [Fact]
    public void A_table_has_its_rows_as_objects()
    {
        Write("report.txt");

        Assert.Equal(["Item=Box Count=12 page 1"], Texts(Engine.Run("""
            Get-ChildItem report.txt | Start-ParseJob -Wait | Receive-ParseJob -Include Items | % Tables | % { $page = $_.PageNumber; $_.Rows | % { "Item=$($_.Item) Count=$($_.Count) page $page" } }
            """)));
    }

    [Fact]
    public void Pages_come_one_by_one_in_the_order_of_the_input()
    {
        Write("a.txt", "A1\fA2");
        Write("b.txt", "B1\fB2");
        Engine.Run("$jobs = Get-ChildItem *.txt | Start-ParseJob; $null = $jobs | Wait-ParseJob").OrThrow();

        Assert.Equal(
            ["a.txt 1 # A1", "a.txt 2 # A2", "b.txt 1 # B1", "b.txt 2 # B2"],
            Texts(Engine.Run("$jobs | Receive-ParseJob -Page | % { \"$($_.FileName) $_ $($_.Markdown)\" }")));
    }

    [Fact]
    public void A_page_that_failed_is_told_and_in_the_result()
    {
        Write("report.txt", "One.\f[unreadable]\fThree.");
        EngineResult result = Engine.Run("Get-ChildItem report.txt | Start-ParseJob -Wait | Receive-ParseJob");

        Assert.Equal("Page 2 of 'report.txt' failed: The page could not be read: its image is damaged.", Assert.Single(result.Warnings));
        PSObject own = result.OrThrow().Output.Single();
        Assert.Equal([2], (IEnumerable<int>)own.Properties["FailedPages"].Value);
        Assert.Equal(["One.\n\nThree."], Values(own, "Markdown"));
    }

    [Fact]
    public void A_job_without_a_result_is_one_error()
    {
        Write("a.txt");
        Write("b.txt", "a\0");
        Emulator.ParseJobs.RunningFor = TimeSpan.FromHours(1);
        Engine.Run("$running = Get-ChildItem a.txt | Start-ParseJob").OrThrow();
        ErrorRecord error = Assert.Single(Engine.Run("$running | Receive-ParseJob").Errors);
        Assert.Equal("ParseJobNotCompleted", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(
            "has no result yet: it is RUNNING. Wait for it first: Wait-ParseJob.", error.Exception.Message, StringComparison.Ordinal);
        Emulator.ParseJobs.RunningFor = TimeSpan.Zero;
        Engine.Run("$failed = Get-ChildItem b.txt | Start-ParseJob").OrThrow();

        Assert.Equal("ParseJobFailed", Assert.Single(Engine.Run("$failed | Receive-ParseJob").Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(
            ["ParseJobFailed", "ParseJobNotFound"],
            Engine.Run("$failed, 'pjb-none' | Receive-ParseJob").Errors.Select(one => one.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Fact]
    public void A_hundred_megabytes_come_page_by_page_with_flat_memory()
    {
        Write("big.txt", "[pages: 1000 of 50000]");
        Engine.Run("$job = Get-ChildItem big.txt | Start-ParseJob -Wait").OrThrow();
        EngineResult result = Engine.Run("""
            $before = [GC]::GetTotalMemory($true); $pages = 0
            $job | Receive-ParseJob -Page -Include Markdown, Text | % { $pages++; if ($pages % 100 -eq 0) { [GC]::GetTotalMemory($true) - $before } }
            """);

        Assert.Equal(10, result.OrThrow().Output.Count);
        Assert.All(result.Output, grown => Assert.InRange((long)grown.BaseObject, long.MinValue, 16 * 1024 * 1024));
    }

    [Fact]
    public void A_page_that_is_no_page_is_an_error_about_its_job()
    {
        Emulator.Faults.Add("GET", Root + "/pjb-1", Fault.Answer(200, "application/json", """
            {"job":{"id":"pjb-1","status":"COMPLETED","project_id":"p"},"markdown":{"pages":[{"page_number":1,"markdown":"one"},[1,}]}}
            """));
        ErrorRecord error = Assert.Single(Engine.Run("Receive-ParseJob pjb-1").Errors);

        Assert.Equal(("ParseJobResultInvalid", "pjb-1"), (error.FullyQualifiedErrorId.Split(',')[0], error.TargetObject));
    }

    [Fact]
    public void What_a_person_sees_of_a_result_is_one_line()
    {
        Write("report.txt");
        string[] shown = Engine.Show("Get-ChildItem report.txt | Start-ParseJob -Wait | Receive-ParseJob").Split('\n');

        Assert.Contains(shown, line => line.TrimEnd() == "FileName                 Pages Failed    Length FirstLine");
        Assert.Contains(
            shown,
            line => line.StartsWith("report.txt                   2", StringComparison.Ordinal)
                && line.TrimEnd().EndsWith("# REPORT", StringComparison.Ordinal));
    }
}
