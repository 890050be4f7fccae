using System;
using System.Linq;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Files;
using LlamaCloud.PowerShell.Tests.Classify;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Binding;

/// <summary>Input as files and pages really give it: blank cells, blanks in headers, marks that nobody sees, other separators.</summary>
public sealed class RealInputTests : StartTest
{
    [Theory]
    [InlineData("[pscustomobject]@{ ' JobId ' = '" + SeedJobs.Invoice + "' } | Get-ClassifyJob")]
    [InlineData("[pscustomobject]@{ \"$([char]0xFEFF)JobId\" = '" + SeedJobs.Invoice + "' } | Get-ClassifyJob")]
    [InlineData("@{ 'JobId ' = '" + SeedJobs.Invoice + "' } | Get-ClassifyJob")]
    [InlineData("[pscustomobject]@{ JobId = \"$([char]0x200B)" + SeedJobs.Invoice + "$([char]0xFEFF)\" } | Get-ClassifyJob")]
    [InlineData("Get-ClassifyJob -JobId \"$([char]0xFEFF)" + SeedJobs.Invoice + "\"")]
    [InlineData("[pscustomobject]@{ JobId = '" + SeedJobs.Invoice + "'; ProjectId = ''; organization_id = ' ' } | Get-ClassifyJob")]
    public void A_job_is_found_by(string script) =>
        Assert.Equal(SeedJobs.Invoice, Engine.Run(script).OrThrow().Output.Single().Properties["Id"].Value);

    [Fact]
    public void A_mark_inside_an_id_is_refused_by_its_name()
    {
        EngineResult result = Engine.Run("Get-ClassifyJob \"clj-1$([char]0x200B)2\"");

        Assert.Contains("holds the character U+200B, which nobody sees", result.Errors.Single().ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ 'JobId;Name' = 'a;b' } | Get-ClassifyJob")]
    [InlineData("[pscustomobject]@{ 'Path;Name' = 'a;b' } | Send-LlamaCloudFile")]
    [InlineData("[pscustomobject]@{ 'Path;Name' = 'a;b' } | Start-ClassifyJob -Rule $rules")]
    public void A_file_with_semicolons_is_told_how_to_read_it(string script) =>
        Assert.Contains("Import-Csv needs -Delimiter ';'", Engine.Run(script).Errors.Single().ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_blank_transaction_id_in_a_row_is_not_given()
    {
        Write("a.txt");
        Engine.Run(
            "[pscustomobject]@{ Path = 'a.txt'; TransactionId = '' }, [pscustomobject]@{ FileId = '" + SeedFiles.Invoice
                + "'; transaction_id = ' ' } | Start-ClassifyJob -Rule $rules").OrThrow();

        Assert.Equal(2, Made.Length);
    }

    [Fact]
    public void A_job_that_was_exported_starts_another()
    {
        Engine.Run(
            $"Get-ClassifyJob {SeedJobs.Invoice} | ForEach-Object {{ $row = [ordered]@{{}}; foreach ($one in $_.PSObject.Properties) {{ "
                + $"$row[$one.Name] = [string]$one.Value }}; [pscustomobject]$row }} | ForEach-Object {{ $_.FileInput = "
                + $"'{SeedFiles.Invoice}'; $_ }} | Start-ClassifyJob -Rule $rules").OrThrow();

        Assert.Single(Made);
    }

    [Fact]
    public void A_map_of_json_is_a_map()
    {
        Engine.Run(
            $"Start-ClassifyJob -FileInput {SeedFiles.Invoice} -Rule ([pscustomobject]@{{ invoice = 'an invoice with a total'; receipt = "
                + $"'a receipt of a purchase' }})").OrThrow();

        Assert.Equal(
            ["invoice", "receipt"],
            Emulator.Jobs.Find(Made.Single(), null)!["configuration"]!["rules"]!.AsArray().Select(rule => (string)rule!["type"]!));
    }

    [Theory]
    [InlineData("Get-ClassifyJob dfl-11111111-1111-4111-8111-111111111111", "is the id of a file and not of a classify job")]
    [InlineData("Get-LlamaCloudFile clj-11111111-1111-4111-8111-111111111111", "is the id of a classify job and not of a file")]
    [InlineData("Get-LlamaCloudConfiguration dfl-11111111-1111-4111-8111-111111111111", "is the id of a file and not of a configuration")]
    [InlineData(
        "Stop-ClassifyJob cfg-33333333-bbbb-4bbb-8bbb-333333333333", "is the id of a saved configuration and not of a classify job")]
    public void An_id_of_another_kind_says_what_it_is(string script, string problem)
    {
        Assert.Contains(problem, Engine.Run(script).Errors.Single().ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_file_of_which_too_little_was_selected_says_what_is_missing()
    {
        Write("a.txt");
        EngineResult result = Engine.Run(
            "$row = [pscustomobject]@{ PSTypeName = 'Selected.System.IO.FileInfo'; Name = 'a.txt' }; $row | Start-ClassifyJob -Rule "
                + "$rules");

        Assert.StartsWith(
            "There is no document in a row with the column 'Name'.", result.Errors.Single().ToString(), StringComparison.Ordinal);
    }
}
