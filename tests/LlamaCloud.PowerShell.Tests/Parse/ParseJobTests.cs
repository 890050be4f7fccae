using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Parse;

/// <summary>The commands of parse jobs that every product has.</summary>
public sealed class ParseJobTests : ParseTest
{
    [Fact]
    public void Jobs_are_read_by_id_in_one_request_and_listed()
    {
        Write("a.txt");
        Write("b.txt");
        Engine.Run("$jobs = Get-ChildItem *.txt | Start-ParseJob").OrThrow();
        Emulator.Requests.Clear();

        Assert.Equal(["a.txt", "b.txt"], Texts(Engine.Run("$jobs | Get-ParseJob | % Name")));
        Assert.Equal(1, Count("GET", Root));
        Assert.Equal(["COMPLETED", "COMPLETED"], Texts(Engine.Run("Get-ParseJob -First 5 | % Status")));
    }

    [Fact]
    public void What_was_joined_stays_joined_while_waiting_and_stopping()
    {
        Emulator.ParseJobs.RunningFor = TimeSpan.FromHours(1);
        string path = Write("a.txt");
        Engine.Run("$job = Get-ChildItem a.txt | Start-ParseJob").OrThrow();

        Assert.Equal([path, "CANCELLED"], Texts(Engine.Run("$job | Stop-ParseJob -PassThru | % { $_.SourcePath; $_.Status }")));
        EngineResult waited = Engine.Run("$job | Wait-ParseJob | % { $_.SourcePath; $_.Status }");
        Assert.Equal([path, "CANCELLED"], Texts(waited));
        Assert.Contains("was cancelled", Assert.Single(waited.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_has_ended_is_removed()
    {
        Engine.Run($"Start-ParseJob {Write("a.txt")} -Wait | Remove-ParseJob").OrThrow();

        Assert.Equal(0, Emulator.ParseJobs.Count);
    }

    [Fact]
    public void A_job_whose_document_cannot_be_read_fails()
    {
        ErrorRecord error = Assert.Single(Engine.Run($"Start-ParseJob {Write("a.bin", "a\0b")} -Wait").Errors);

        Assert.Equal("ParseJobFailed", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("The document has no readable text", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Start-ParseJob -Option special", "@{ processing_options = @{ specialized_chart_parsing = 'agentic_plus' } }")]
    [InlineData("Set-ParseConfiguration n -Option max_p", "@{ page_ranges = @{ max_pages = 1 } }")]
    [InlineData("Start-ParseJob -Option images_to", "@{ output_options = @{ images_to_save = @('screenshot') } }")]
    [InlineData("Start-ParseJob -Option save_out", "@{ output_options = @{ save_output_pdf = $true } }")]
    public void An_option_completes_to_a_map_that_is_right(string line, string map)
    {
        Assert.Equal([map], Complete(line).Select(match => match.CompletionText));
        Engine.Run($"Start-ParseJob {Write("a.txt")} -Option {map}").OrThrow();
    }

    [Theory]
    [InlineData("Start-ParseJob -Tier ", "fast cost_effective agentic agentic_plus")]
    [InlineData("Start-ParseJob -Tier fast -Version ", "latest 2026-06-15 2025-12-11")]
    [InlineData("Set-ParseConfiguration -Language ch", "ch_sim ch_tra che")]
    [InlineData("Save-ParseJob -Encoding utf8", "utf8 utf8BOM utf8NoBOM")]
    [InlineData("Receive-ParseJob -Include J", "JobMetadata")]
    public void Words_complete(string line, string words) =>
        Assert.Equal(
            words.Split(' ').Order(StringComparer.Ordinal),
            Complete(line).Select(match => match.CompletionText).Order(StringComparer.Ordinal));
}
