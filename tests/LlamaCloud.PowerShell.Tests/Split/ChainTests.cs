using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Split;

/// <summary>Products that feed each other: each document is uploaded once, and what it is stays with what comes of it.</summary>
public sealed class ChainTests : SplitTest
{
    [Fact]
    public void A_post_becomes_a_file_for_each_category()
    {
        EngineResult result = Engine.Run("""
            $schemas = @{ invoice = [ordered]@{ Number = [int]; Total = [decimal] }; contract = @{ Tenant = [string] } }
            $jobs = Start-SplitJob post.txt -Category $categories -Uncategorized Omit -Wait | Receive-SplitJob | Start-ExtractJob -Schema { $schemas[$_.Category] } | Wait-ExtractJob
            foreach ($category in 'invoice', 'contract') {
                $jobs | Where-Object { $_.Segment.Category -eq $category } | Receive-ExtractJob -Flatten |
                    ForEach-Object { "$category,$($_.FileName),$($_.Segment),$($_.Number),$($_.Total),$($_.Tenant)" }
            }
            """).OrThrow();
        Assert.Equal(
            ["contract,post.txt,contract 3-5,,,Ada", "invoice,post.txt,invoice 1-2,7,12.5,", "invoice,post.txt,invoice 7,8,99,"],
            result.Output.Select(line => line.ToString()).Order(System.StringComparer.Ordinal));
        Assert.Equal((1, 1, 3), (Count("POST", Files), Count("POST", Split), Count("POST", Extract)));
    }

    [Fact]
    public void A_document_is_read_once_and_classified_and_extracted_from()
    {
        EngineResult result = Engine.Run("""
            $parsed = Start-ParseJob post.txt -Wait
            $type = ($parsed | Start-ClassifyJob -Rule $categories -Wait).Type
            $record = $parsed | Start-ExtractJob -Schema @{ Tenant = [string] } -Wait | Receive-ExtractJob
            "$type $($record.FileName) $($record.Tenant)"
            """).OrThrow();
        Assert.Equal("invoice post.txt Ada", Assert.Single(result.Output).ToString());
        Assert.Equal((1, 1), (Count("POST", Files), Count("POST", "/api/v2/parse")));
        Assert.All(Sent("/api/v2/classify").Concat(Sent(Extract)), body => Assert.StartsWith("pjb-", (string)body["file_input"]!, System.StringComparison.Ordinal));
    }

    [Fact]
    public void Only_invoices_are_extracted_from()
    {
        File.WriteAllText(Path.Combine(Folder, "a.txt"), "Invoice number: 7, line items, total amount");
        File.WriteAllText(Path.Combine(Folder, "b.txt"), "Terms and conditions of a contract");
        EngineResult result = Engine.Run("""
            $jobs = Start-ClassifyJob a.txt, b.txt -Rule $categories -Wait | Where-Object Type -eq invoice
            $jobs | ForEach-Object { [pscustomobject]@{ FileInput = $_.FileInput; FileName = $_.FileName; SourcePath = $_.SourcePath } } |
                Start-ExtractJob -Schema @{ Number = [int] } -Wait | Receive-ExtractJob | ForEach-Object { "$($_.FileName) $($_.Number)" }
            """).OrThrow();
        Assert.Equal("a.txt 7", Assert.Single(result.Output).ToString());
        JsonNode body = Assert.Single(Sent(Extract));
        Assert.Equal((2, Emulator.Files.All.Single(file => file.Name == "a.txt").Id), (Count("POST", Files), (string)body["file_input"]!));
    }
}
