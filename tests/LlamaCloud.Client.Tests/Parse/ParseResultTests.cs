using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Parse;

public sealed class ParseResultTests : ParseTest, IDisposable
{
    private const string Report =
        "REPORT\n\nItem | Count | Count\nBox | 12 | 3.5\nPen || x\n\n[image: chart.png]\fSecond page.\f[unreadable]";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    void IDisposable.Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_document_becomes_pages_with_all_that_was_asked_for()
    {
        using ParseResultReader reader = await Read(Report, "markdown", "text", "items", "metadata", "usage", "job_metadata");
        ParseResult result = reader.ReadAll(Cancellation);

        Assert.Equal((3, 9d, "report.txt"), (result.PageCount, result.Credits, result.FileName));
        Assert.Equal([3], result.FailedPages);
        Assert.StartsWith("# REPORT\n\n| Item | Count | Count |", result.Markdown, StringComparison.Ordinal);
        Assert.EndsWith("![chart.png](chart.png)\n\nSecond page.", result.Markdown, StringComparison.Ordinal);
        Assert.Contains("Second page.", result.Text, StringComparison.Ordinal);
        Assert.Equal("The page could not be read: its image is damaged.", result.Pages[2].Error);
        Assert.Equal((0.98, "1"), (result.Pages[0].Confidence, result.Pages[0].PrintedPageNumber));
        Assert.Equal(["heading", "table", "image", "text"], result.Items.Select(item => item.Type));
        Assert.Equal(3L, result.JobMetadata!["job_pages"]);
        Assert.Equal("# REPORT", result.FirstLine);
        Assert.Single(Emulator.Requests.All, one => one.Method == "GET");
    }

    [Fact]
    public async Task A_table_has_rows_named_by_its_header()
    {
        using ParseResultReader reader = await Read(Report, "items");
        ParseTable table = Assert.Single(reader.ReadAll(Cancellation).Tables);

        Assert.Equal(["Item", "Count", "Count_2"], table.Columns);
        IReadOnlyDictionary<string, object?>[] rows = [.. table.Rows.Cast<IReadOnlyDictionary<string, object?>>()];
        Assert.Equal(["Box", 12L, 3.5], rows[0].Values);
        Assert.Equal(["Pen", null, "x"], rows[1].Values);
        Assert.StartsWith("\"Item\",\"Count\"", table.Csv, StringComparison.Ordinal);
        Assert.Equal(1, table.PageNumber);
    }

    [Fact]
    public async Task A_form_has_its_fields()
    {
        Emulator.ParseJobs.PendingFor = Emulator.ParseJobs.RunningFor = TimeSpan.Zero;
        ParseJob job = await Create("Name: Ada\nCity: London", options: ParseOptions.Read("""{"processing_options":{"forms":"enrich"}}"""));
        using ParseResultReader reader = await Client.Parse.ReadResultAsync(job.Id, ["forms"], default, Cancellation);
        ParseForm form = Assert.Single(reader.ReadAll(Cancellation).Forms);

        Assert.Equal(
            [new ParseFormField("Form", "Name", "text", "Ada"), new ParseFormField("Form", "City", "text", "London")], form.Fields);
    }

    [Fact]
    public async Task A_result_larger_than_the_memory_for_it_is_read_page_by_page_with_flat_memory()
    {
        // 60 MB of text and as many of Markdown.
        using ParseResultReader reader = await Read("[pages: 2000 of 30000]", "markdown", "text");
        Assert.True(reader.IsInFile);
        Assert.Equal(2000, reader.PageCount);
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        int pages = 0;
        foreach (ParsePage page in reader.ReadPages())
        {
            Assert.Equal((++pages, true), (page.PageNumber, page.Success));
            Assert.InRange(page.Markdown!.Length, 30_000, 30_100);
            Assert.InRange(page.Text!.Length, 30_000, 30_100);
            most = pages % 200 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)) : most;
        }

        Assert.Equal(2000, pages);
        Assert.InRange(most - before, long.MinValue, 8 * 1024 * 1024);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"job":{"id":"pjb-other"}}""")]
    [InlineData("""{"job":{"id":"pjb-1"},"markdown":{"pages":[{"page_number":1""")]
    [InlineData("""{"job":{"id":"pjb-1"},"markdown":{"pages":[]}}{"job":{"id":"pjb-1"}}""")]
    [InlineData("""{"job":{"id":"pjb-1"},"markdown":{"pages":[]}} <html>""")]
    public async Task What_is_no_result_is_told(string answer)
    {
        Emulator.Faults.Add("GET", Root + "/pjb-1", Fault.Answer(200, "application/json", answer));

        Assert.Equal(
            LlamaCloudErrorKind.InvalidResponse,
            (await FailureOf(Once().Parse.ReadResultAsync("pjb-1", ["markdown"], default, Cancellation))).Kind);
    }

    [Fact]
    public async Task Pages_that_only_one_kind_of_content_has_are_pages_too()
    {
        Emulator.Faults.Add("GET", Root + "/pjb-1", Fault.Answer(200, "application/json", "\ufeff" + """
            { "text": {"pages":[{"page_number":2,"text":"two \"}]{["}]} , "markdown" : { "x": [1,{"a":"]"}], "pages" : [ {"page_number":1,"markdown":"one","new":1} , {"page_number":2,"markdown":"zwei"} ] },
              "items": null, "job": {"id":"pjb-1","status":"COMPLETED","project_id":"p"}, "later": {"a":[true]} }
            """));
        using ParseResultReader reader = await Client.Parse.ReadResultAsync("pjb-1", ["markdown"], default, Cancellation);
        ParsePage[] pages = [.. reader.ReadPages()];

        Assert.Equal([(1, "one", null), (2, "zwei", "two \"}]{[")], pages.Select(page => (page.PageNumber, page.Markdown, page.Text)));
        Assert.Equal(1L, pages[0].AdditionalProperties["new"]);
    }

    [Fact]
    public async Task Pages_come_in_the_order_of_their_numbers_and_a_number_that_is_none_is_its_place()
    {
        using ParseResultReader reader = await Answered("""
            {"job":{"id":"pjb-1","status":"COMPLETED"},
             "markdown":{"pages":[{"page_number":3,"markdown":"c"},{"markdown":"a","page_number":1},{"page_number":2,"markdown":"b"}]},
             "text":{"pages":[{"page_number":"one","text":"A"},{"page_number":-7,"text":"B"},{"page_number":1e9,"text":"C"}]},
             "forms":null, "items":{"pages":null}}
            """);

        Assert.Equal([(1, "a", "A"), (2, "b", "B"), (3, "c", "C")], reader.ReadPages().Select(page => (page.PageNumber, page.Markdown, page.Text)));
        Assert.Equal([true, true, false, false, false], ((string[])["markdown", "text", "forms", "items", "metadata"]).Select(reader.Has));
    }

    [Fact]
    public async Task The_pages_that_failed_are_found_without_reading_the_others()
    {
        using ParseResultReader reader = await Answered("""
            {"job":{"id":"pjb-1","status":"COMPLETED"},
             "markdown":{"pages":[{"page_number":1,"markdown":"\x is no JSON","success":true},{"page_number":3,"success":false,"error":"damaged"}]},
             "items":{"pages":[{"page_number":3,"success" : false},{"error":"blank","success":false,"page_number":2}]}}
            """);

        Assert.Equal([(2, "blank"), (3, "damaged")], reader.ReadFailedPages().Select(page => (page.PageNumber, page.Error)));
        Assert.All(reader.ReadFailedPages(), page => Assert.False(page.Success));
        Assert.Throws<InvalidDataException>(() => reader.ReadPages().ToList());
    }

    [Fact]
    public async Task Reading_and_saving_end_between_two_pages_when_they_are_cancelled()
    {
        using ParseResultReader reader = await Answered(Page("one"));
        using CancellationTokenSource source = new();
        await source.CancelAsync();

        Assert.Throws<OperationCanceledException>(() => reader.ReadAll(source.Token));
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => ParseClient.SaveAsync(reader, true, Path.Combine(_folder, "a.md"), Encoding.UTF8, cancellationToken: source.Token));
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => ParseClient.SaveJsonAsync(reader, "markdown", Path.Combine(_folder, "a.json"), Encoding.UTF8, cancellationToken: source.Token));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_heading_of_no_level_that_a_number_can_be_has_none()
    {
        using ParseResultReader reader = await Answered("""
            {"job":{"id":"pjb-1","status":"COMPLETED"},"items":{"pages":[{"page_number":1,"items":[{"type":"heading","level":99999999999,"value":"h"},{"type":"heading","level":2}]}]}}
            """);

        Assert.Equal([null, 2], reader.ReadAll(Cancellation).Items.Select(item => item.Level));
    }

    [Fact]
    public async Task Markdown_is_saved_with_its_images_led_elsewhere()
    {
        using ParseResultReader reader = await Read("REPORT\n\n[image: chart.png]\fä", "markdown", "images_content_metadata");
        string path = Path.Combine(_folder, "report.md");
        await ParseClient.SaveAsync(reader, isMarkdown: true, path, new UTF8Encoding(false), linkOf: name => name == "chart.png" ? "report.images/chart.png" : null, cancellationToken: Cancellation);

        Assert.Equal("# REPORT\n\n![chart.png](report.images/chart.png)\n\nä\n", File.ReadAllText(path));
        Assert.Equal((byte)'#', File.ReadAllBytes(path)[0]);
        await Assert.ThrowsAnyAsync<IOException>(() => ParseClient.SaveAsync(reader, true, path, Encoding.UTF8, cancellationToken: Cancellation));
        Assert.Equal(["report.md"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_image_is_saved_without_the_key_and_its_address_is_asked_for_again_when_it_is_over()
    {
        Emulator.ParseResults.LinksLast = TimeSpan.Zero;
        using ParseResultReader reader = await Read("[image: chart.png]\n\n[image: other.png]", "images_content_metadata");
        ParseArtifact image = reader.ReadArtifacts().Single(one => one.Name == "chart.png");
        Emulator.ParseResults.LinksLast = TimeSpan.FromHours(1);
        string path = Path.Combine(_folder, "chart.png");
        await Client.Parse.SaveArtifactAsync(reader.Job.Id, image, path, cancellationToken: Cancellation);

        Assert.Equal("PNG", Encoding.ASCII.GetString(File.ReadAllBytes(path), 1, 3));
        Assert.Empty(Emulator.PresignedViolations);
        Assert.Contains(
            "expand=images_content_metadata&image_filenames=chart.png", Emulator.Requests.All[^1].Target, StringComparison.Ordinal);
        Assert.Equal(2, Emulator.PresignedRequests.Count);
    }

    [Fact]
    public async Task An_address_that_is_not_safe_is_not_asked()
    {
        Emulator.Faults.Add("GET", Root + "/pjb-1", Fault.Answer(200, "application/json", """
            {"job":{"id":"pjb-1","status":"COMPLETED","project_id":"p"},"images_content_metadata":{"images":[{"index":0,"filename":"a.png","presigned_url":"http://storage.example/a?sig=secret"}]}}
            """));
        using ParseResultReader reader = await Client.Parse.ReadResultAsync("pjb-1", ["images_content_metadata"], default, Cancellation);
        LlamaCloudException failure = await FailureOf(
            Client.Parse.SaveArtifactAsync(
                "pjb-1", reader.ReadArtifacts()[0], Path.Combine(_folder, "a.png"), cancellationToken: Cancellation));

        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }
}
