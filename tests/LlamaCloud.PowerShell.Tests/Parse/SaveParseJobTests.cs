using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Jobs;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.PowerShell.Tests.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Parse;

public sealed class SaveParseJobTests : ParseTest
{
    [Fact]
    public void The_markdown_is_saved_beside_the_document_and_leads_to_its_images()
    {
        Write("in/report.pdf");
        string[] saved = Texts(Engine.Run("Get-ChildItem in -Recurse -File | Start-ParseJob -Wait | Save-ParseJob -PassThru | % Name"));

        Assert.Equal(["report.images", "report.md"], saved);
        Assert.Equal(["report.images/chart.png", "report.md", "report.pdf"], Tree("in"));
        string text = File.ReadAllText(Path.Combine(Folder, "in", "report.md"));
        Assert.Contains("![chart.png](report.images/chart.png)", text, StringComparison.Ordinal);
        Assert.EndsWith("Second page.\n", text, StringComparison.Ordinal);
        Assert.Equal((byte)'#', File.ReadAllBytes(Path.Combine(Folder, "in", "report.md"))[0]);
        Assert.Empty(Emulator.PresignedViolations);
    }

    [Fact]
    public void Every_format_is_saved_by_one_request_for_the_result()
    {
        Write("report.pdf");
        Engine.Run("$job = Get-ChildItem report.pdf | Start-ParseJob -Wait").OrThrow();
        Emulator.Requests.Clear();
        Engine.Run("$job | Save-ParseJob -Destination out -Format Markdown, Text, Items, Pdf, Xlsx, Images, Metadata").OrThrow();

        Assert.Equal(
            [
                "report.images/chart.png", "report.items.json", "report.md", "report.metadata.json", "report.parsed.pdf",
                "report.tables.xlsx", "report.txt",
            ], Tree("out"));
        Assert.Single(Emulator.Requests.All);
        Assert.StartsWith("{\"pages\":[", File.ReadAllText(Path.Combine(Folder, "out", "report.items.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_gives_jobs_one_after_the_other_does_not_wait_until_they_are_saved()
    {
        Write("a.pdf");
        Write("b.pdf");
        Write("c.pdf");
        Engine.Run("$jobs = @(Get-ChildItem . -File | Start-ParseJob -Wait)").OrThrow();
        TaskCompletionSource given = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", Root + "/*", Fault.Hold(given.Task));
        using WindowClock clock = new();
        Engine.Runspace.SessionStateProxy.SetVariable("advance", (Action<int>)clock.Advance);
        Engine.Runspace.SessionStateProxy.SetVariable("given", given);
        // Nothing is answered before all has been given.
        Engine.Run("& { foreach ($job in $jobs) { $job; $advance.Invoke(1000) }; $given.SetResult() } | Save-ParseJob").OrThrow();

        Assert.Equal(3, Tree().Count(name => name.EndsWith(".md", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_tree_keeps_its_folders_and_a_second_run_sends_nothing()
    {
        for (int i = 0; i < 30; i++)
        {
            Write($"docs/{(i % 3 == 0 ? string.Empty : $"part{i % 3}/")}d{i:00}.pdf", $"DOCUMENT {i}");
        }

        const string Run = "Get-ChildItem docs -Recurse -File | Start-ParseJob -Destination md -SkipExisting -Wait | Save-ParseJob";
        Engine.Run(Run).OrThrow();
        Assert.Equal(30, Tree("md").Length);
        Assert.Contains("part1/d01.md", Tree("md"));
        Assert.Equal((30, 30), (Count("POST", Files), Count("POST", Root)));
        Emulator.Requests.Clear();

        Engine.Run(Run).OrThrow();
        Assert.Empty(Emulator.Requests.All);

        // One has changed since.
        File.SetLastWriteTimeUtc(Write("docs/part1/d01.pdf", "CHANGED"), DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(["ParseJobFileExists"], IdsOf(Engine.Run(Run + " -SkipExisting")));
        Emulator.Requests.Clear();
        Engine.Run(Run + " -SkipExisting -Force").OrThrow();
        Assert.Equal((1, 1), (Count("POST", Files), Count("POST", Root)));
        Assert.Equal("# CHANGED\n", File.ReadAllText(Path.Combine(Folder, "md", "part1", "d01.md")));
    }

    [Fact]
    public void A_tree_that_was_started_without_a_destination_keeps_its_folders_too()
    {
        Write("docs/a/one.pdf");
        Write("docs/b/one.pdf");
        Engine.Run("Get-ChildItem docs -Recurse -File | Start-ParseJob -Wait | Save-ParseJob -Destination md -Format Markdown").OrThrow();

        Assert.Equal(["a/one.md", "b/one.md"], Tree("md"));
    }

    [Fact]
    public void Two_documents_of_one_name_are_told_apart_and_that_is_said()
    {
        Write("docs/report.docx");
        Write("docs/report.pdf");
        Write("docs/x/notes.md");
        EngineResult result = Engine.Run(
            "Get-ChildItem docs -Recurse -File | Start-ParseJob -Destination docs -Wait | Save-ParseJob -Format Markdown");

        Assert.Empty(result.Errors);
        Assert.Equal(["report.docx", "report.md", "report.pdf", "report.pdf.md", "x/notes.md", "x/notes.md.md"], Tree("docs"));
        Assert.Equal(2, result.Warnings.Count);
        Assert.Contains(
            result.Warnings,
            warning => warning.Contains(
                "are saved as 'report.pdf.md', with its whole name: 'report.md' is the place of", StringComparison.Ordinal));
        Assert.Equal(Report, File.ReadAllText(Path.Combine(Folder, "docs", "x", "notes.md")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Destination docs")]
    public void No_document_is_saved_over(string destination)
    {
        Write("docs/a.txt");
        Write("docs/b.md");
        Write("docs/b.pdf");
        Engine.Run(
            $"Get-ChildItem docs -Recurse -File | Start-ParseJob {destination} -Wait | Save-ParseJob -Format Text, Markdown "
                + "-Force").OrThrow();

        Assert.All(["a.txt", "b.md", "b.pdf"], name => Assert.Equal(Report, File.ReadAllText(Path.Combine(Folder, "docs", name))));
        Assert.Contains("a.txt.txt", Tree("docs"));
        Assert.Contains("b.md.md", Tree("docs"));
    }

    [Fact]
    public void Each_job_is_asked_for_in_its_own_project_also_those_that_are_held_until_all_have_come()
    {
        Write("a.pdf");
        Write("b.pdf");
        Engine.Run($"""
            $jobs = @(
                Get-ChildItem a.pdf | Start-ParseJob -Wait -ProjectId {JobStore.OtherProjectId}
                Get-ChildItem b.pdf | Start-ParseJob -Wait -ProjectId {JobStore.DefaultProjectId})
            $jobs | Save-ParseJob -Destination out
            """).OrThrow();

        Assert.True(File.Exists(Path.Combine(Folder, "out", "a.md")));
        Assert.True(File.Exists(Path.Combine(Folder, "out", "b.md")));
    }

    [Fact]
    public void What_was_there_is_kept_unless_it_is_forced()
    {
        Write("report.pdf");
        Write("report.md", "mine");
        Engine.Run("$job = Get-ChildItem report.pdf | Start-ParseJob -Wait").OrThrow();
        Emulator.Requests.Clear();
        ErrorRecord error = Assert.Single(Engine.Run("$job | Save-ParseJob").Errors);

        Assert.Equal("ParseJobFileExists", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Folder, "report.md")));
        Assert.Empty(Emulator.Requests.All);
        Engine.Run("$job | Save-ParseJob -SkipExisting").OrThrow();
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Folder, "report.md")));
        Engine.Run("$job | Save-ParseJob -Force -WhatIf -ProjectId 'The name of a project'").OrThrow();
        Assert.Empty(Emulator.Requests.All);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Folder, "report.md")));
        Engine.Run("$job | Save-ParseJob -Force").OrThrow();
        Assert.StartsWith("# REPORT", File.ReadAllText(Path.Combine(Folder, "report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_an_error_about_its_job_and_the_others_go_on()
    {
        Write("a.pdf", "[image: chart.png]");
        Write("b.pdf");
        Write("out/a.images", "a file where the folder is to be");
        Engine.Run("$jobs = Get-ChildItem *.pdf | Start-ParseJob; $null = $jobs | Wait-ParseJob").OrThrow();
        EngineResult result = Engine.Run("$jobs | Save-ParseJob -Destination out");

        Assert.Equal(["ParseJobFileFailed"], IdsOf(result));
        Assert.Equal(["a.images", "b.images/chart.png", "b.md"], Tree("out"));
        Engine.Run("Get-ParseJob | Save-ParseJob -Destination named -Format Markdown").OrThrow();
        Assert.Equal(["a.md", "b.md"], Tree("named"));
        Assert.Equal(
            ["ParseJobFileExists", "ParseJobFileExists"],
            IdsOf(Engine.Run("$jobs | % Id | Save-ParseJob -Destination named -Format Markdown")));
    }

    [Fact]
    public void The_name_of_an_image_stays_in_its_folder()
    {
        Write("report.pdf", "[image: ../../evil.png]\n\n[image: a b.png]");
        Engine.Run("Get-ChildItem report.pdf | Start-ParseJob -Wait | Save-ParseJob -Destination out").OrThrow();

        Assert.Equal(
            ["report.images/_._.._evil.png", "report.images/a b.png", "report.md"],
            Tree("out").Select(name => name.Replace("/..", "/_.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Tree(), name => name.EndsWith("/evil.png", StringComparison.Ordinal) || name == "evil.png");
    }

    [Fact]
    public void An_address_that_is_over_is_asked_for_again()
    {
        Write("report.pdf");
        Engine.Run("$job = Get-ChildItem report.pdf | Start-ParseJob -Wait").OrThrow();
        Emulator.PresignedFaults.Add("GET", "/files/*", Fault.Status(403, "Request has expired"), times: 1);
        Engine.Run("$job | Save-ParseJob -Destination out").OrThrow();

        Assert.Equal(["report.images/chart.png", "report.md"], Tree("out"));
        Assert.Empty(Emulator.PresignedViolations);
    }

    [Fact]
    public void A_failed_page_and_a_format_that_was_not_made_are_told()
    {
        Write("report.pdf", "One.\f[unreadable]");
        Emulator.Faults.Add(
            "GET",
            Root + "/pjb-1",
            Fault.Answer(
                200,
                "application/json",
                """{"job":{"id":"pjb-1","status":"COMPLETED","project_id":"p","name":"a.pdf"},"markdown":{"pages":[{"page_number":1,"markdown":"one"}]}}"""));
        EngineResult failed = Engine.Run("Get-ChildItem report.pdf | Start-ParseJob -Wait | Save-ParseJob");
        EngineResult missing = Engine.Run("Save-ParseJob pjb-1 -Format Markdown, Pdf");

        Assert.Equal("Page 2 of 'report.pdf' failed: The page could not be read: its image is damaged.", Assert.Single(failed.Warnings));
        Assert.Contains(
            "has no Pdf: it is made where the job is started with -Option @{ output_options = @{ save_output_pdf = $true } }",
            Assert.Single(missing.Warnings),
            StringComparison.Ordinal);
        Assert.Contains("a.md", Tree());
    }

    [Theory]
    [InlineData("utf8BOM", 0xEF)]
    [InlineData("unicode", 0xFF)]
    [InlineData("([System.Text.Encoding]::BigEndianUnicode)", 0xFE)]
    public void The_encoding_is_that_of_Set_Content(string encoding, int first)
    {
        Write("report.pdf");
        Engine.Run($"Get-ChildItem report.pdf | Start-ParseJob -Wait | Save-ParseJob -Format Markdown -Encoding {encoding}").OrThrow();

        Assert.Equal((byte)first, File.ReadAllBytes(Path.Combine(Folder, "report.md"))[0]);
        Assert.NotNull(Engine.Run("Save-ParseJob pjb-1 -Encoding latin99").Terminating);
    }

    [Fact]
    public void Rows_of_an_earlier_run_save_where_it_said()
    {
        Write("docs/a/one.pdf");
        Write("docs/two.pdf");
        Engine.Run(
            "$rows = Get-ChildItem docs -Recurse -File | Start-ParseJob -Destination md | % { [pscustomobject]@{ JobId = $_.Id; "
                + "SourcePath = $_.SourcePath; ResultPath = $_.ResultPath } }").OrThrow();
        Engine.Run("$null = $rows | Wait-ParseJob; $rows | Save-ParseJob -Format Markdown").OrThrow();

        Assert.Equal(["a/one.md", "two.md"], Tree("md"));
    }
}
