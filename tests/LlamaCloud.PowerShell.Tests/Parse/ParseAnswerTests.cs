using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Parse;

/// <summary>Answers about results that are not as one would wish.</summary>
public sealed class ParseAnswerTests : ParseTest
{
    [Theory]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"pages\":null}")]
    public void A_result_that_a_completed_job_does_not_have_is_told_and_no_empty_file_is_saved(string markdown)
    {
        Answer("""{"markdown":MARKDOWN,"text":{"pages":[{"page_number":1,"text":"one"}]}}""".Replace("MARKDOWN", markdown, StringComparison.Ordinal));
        EngineResult received = Engine.Run("Receive-ParseJob pjb-1");
        ErrorRecord error = Assert.Single(Engine.Run("Save-ParseJob pjb-1 -Destination out").Errors);

        Assert.Equal("Parse job 'pjb-1' has completed, but has no Markdown.", Assert.Single(received.Warnings));
        Assert.Equal(["one"], Values(received.OrThrow().Output.Single(), "Text"));
        Assert.Equal("ParseJobResultMissing", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("Nothing of it was saved. Leave Markdown out of -Format", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Tree());
        Engine.Run("Save-ParseJob pjb-1 -Destination out -Format Text").OrThrow();
        Assert.Equal(["a.txt"], Tree("out"));
    }

    [Fact]
    public void What_was_not_asked_for_is_not_missed()
    {
        Answer("""{"items":{"pages":[{"page_number":1,"items":[]}]},"usage":null}""");

        Assert.Empty(Engine.Run("Receive-ParseJob pjb-1 -Include Items, Usage, JobMetadata").Warnings);
        Assert.Equal(["Parse job 'pjb-1' has completed, but has no Forms."], Engine.Run("Receive-ParseJob pjb-1 -Include Items, Forms -Page").Warnings);
    }

    [Fact]
    public void A_document_without_pages_is_told()
    {
        Answer("""{"markdown":{"pages":[]},"text":{"pages":[]}}""");

        Assert.All(
            ["Receive-ParseJob pjb-1", "Receive-ParseJob pjb-1 -Page", "Save-ParseJob pjb-1 -Destination out"],
            command => Assert.Equal("'a.pdf' has no pages: its result is empty.", Assert.Single(Engine.Run(command).Warnings)));
    }

    [Fact]
    public void A_job_without_a_status_is_not_waited_for_with_half_a_sentence()
    {
        Answer("""{"markdown":{"pages":[]}}""", status: null);

        Assert.Contains("has no result yet: the service does not say how far it is. ", Assert.Single(Engine.Run("Receive-ParseJob pjb-1").Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_is_there_already_is_kept_unless_it_is_forced()
    {
        Write("report.txt");
        Write("out/report.images/chart.png", "mine");
        Engine.Run("$job = Get-ChildItem report.txt | Start-ParseJob -Wait").OrThrow();
        ErrorRecord error = Assert.Single(Engine.Run("$job | Save-ParseJob -Destination out").Errors);

        Assert.Equal("ParseJobFileExists", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("chart.png' already. Nothing was saved over it. Give -Force", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Folder, "out/report.images/chart.png")));
        Assert.Empty(Emulator.PresignedRequests.All);
        Engine.Run("$job | Save-ParseJob -Destination out -Force").OrThrow();
        Assert.Equal(["report.images/chart.png", "report.md"], Tree("out"));
    }

    [Theory]
    [InlineData("con", "_con")]
    [InlineData("..\\\\..\\\\x.png", "_._.._x.png")]
    [InlineData("/etc/passwd", "_etc_passwd")]
    [InlineData("..", "image")]
    public void The_name_of_an_image_is_one_that_every_system_takes(string name, string saved)
    {
        JsonNode image = JsonNode.Parse($$"""{"index":0,"filename":"{{name}}","presigned_url":"{{Emulator.BaseAddress}}storage/x"}""")!;
        Emulator.Faults.Add("GET", "/storage/x", Fault.Answer(200, "image/png", "png"));
        JsonObject answer = new()
        {
            ["markdown"] = new JsonObject { ["pages"] = new JsonArray(new JsonObject { ["page_number"] = 1, ["markdown"] = $"![a]({image["filename"]})" }) },
            ["images_content_metadata"] = new JsonObject { ["images"] = new JsonArray(image, image.DeepClone()) },
        };
        Answer(answer.ToJsonString());
        Engine.Run("Save-ParseJob pjb-1 -Destination out").OrThrow();

        Assert.Equal(["a.images/" + saved, "a.md"], Tree("out"));
        Assert.Equal($"![a](a.images/{Uri.EscapeDataString(saved)})\n", File.ReadAllText(Path.Combine(Folder, "out", "a.md")));
    }

    private void Answer(string results, string? status = "COMPLETED")
    {
        JsonObject answer = JsonNode.Parse(results)!.AsObject();
        answer["job"] = new JsonObject { ["id"] = "pjb-1", ["status"] = status, ["project_id"] = "p", ["name"] = "a.pdf" };
        Emulator.Faults.Add("GET", Root + "/pjb-1", Fault.Answer(200, "application/json", answer.ToJsonString()));
    }
}
