using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>What can be a document, and what is refused.</summary>
public sealed class StartClassifyJobInputTests : StartTest
{
    [Theory]
    [InlineData("'a.txt' | Start-ClassifyJob -Rule $rules", "a.txt")]
    [InlineData("'*.txt' | Start-ClassifyJob -Rule $rules", "a.txt", "b [1].txt")]
    [InlineData("'b [1].txt' | Start-ClassifyJob -Rule $rules", "b [1].txt")]
    [InlineData("Start-ClassifyJob *.txt -Rule $rules", "a.txt", "b [1].txt")]
    [InlineData("Start-ClassifyJob -Path a.txt, b*.txt -Rule $rules", "a.txt", "b [1].txt")]
    [InlineData("Start-ClassifyJob -LiteralPath 'b [1].txt' -Rule $rules", "b [1].txt")]
    [InlineData("$folder.GetFiles('b*') | Start-ClassifyJob -Rule $rules", "b [1].txt")]
    [InlineData("[pscustomobject]@{ Path = 'a.txt' } | Start-ClassifyJob -Rule $rules", "a.txt")]
    [InlineData("[pscustomobject]@{ FullName = 'a.txt'; Other = 1 } | Start-ClassifyJob -Rule $rules", "a.txt")]
    [InlineData("@{ path = 'b [1].txt' } | Start-ClassifyJob -Rule $rules", "b [1].txt")]
    [InlineData("Start-ClassifyJob -InputObject $folder.GetFiles('b*') -Rule $rules", "b [1].txt")]
    [InlineData("Start-ClassifyJob $folder.GetFiles('b*') -Rule $rules", "b [1].txt")]
    [InlineData("Start-ClassifyJob -Path ([pscustomobject]@{ Path = 'b*.txt' }) -Rule $rules", "b [1].txt")]
    [InlineData("Start-ClassifyJob -LiteralPath $folder.GetFiles('b*') -Rule $rules", "b [1].txt")]
    [InlineData("[pscustomobject]@{ Path = '*.txt' } | Start-ClassifyJob -Rule $rules", "a.txt", "b [1].txt")]
    [InlineData("[pscustomobject]@{ LiteralPath = 'b [1].txt' } | Start-ClassifyJob -Rule $rules", "b [1].txt")]
    [InlineData("([xml]\"<f><d Path='a.txt'/></f>\").f.d | Start-ClassifyJob -Rule $rules", "a.txt")]
    [InlineData(
        "$row = [pscustomobject]@{ FullName = 'a.txt' }; $row.psobject.TypeNames.Insert(0, 'Selected.System.IO.FileInfo'); $row | "
            + "Start-ClassifyJob -Rule $rules",
        "a.txt")]
    public void A_file_of_this_machine_is_uploaded(string script, params string[] names)
    {
        Write("a.txt");
        Write("b [1].txt");
        EngineResult result = Engine.Run(script).OrThrow();

        Assert.Equal(names, result.Output.Select(job => job.Properties["FileName"].Value));
        Assert.Equal(names.Select(name => Path.Combine(Folder, name)), result.Output.Select(job => job.Properties["SourcePath"].Value));
        Assert.Equal(names.Length, Count("POST", Files));
    }

    [Theory]
    [InlineData("'{0}' | Start-ClassifyJob -Rule $rules")]
    [InlineData("' {0} ' | Start-ClassifyJob -Rule $rules")]
    [InlineData("Start-ClassifyJob -FileInput {0} -Rule $rules")]
    [InlineData("Start-ClassifyJob -FileInput (Get-LlamaCloudFile {0}) -Rule $rules")]
    [InlineData("Get-LlamaCloudFile {0} | Start-ClassifyJob -Rule $rules")]
    [InlineData("[pscustomobject]@{{ FileId = '{0}' }} | Start-ClassifyJob -Rule $rules")]
    [InlineData("[pscustomobject]@{{ file_input = '{0}'; Path = 'nowhere' }} | Start-ClassifyJob -Rule $rules")]
    [InlineData("[pscustomobject]@{{ FileInput = '{0}' }} | Start-ClassifyJob -Rule $rules")]
    [InlineData("(Get-ClassifyJob (Start-ClassifyJob -FileInput {0} -Rule $rules).Id).FileInput | Start-ClassifyJob -Rule $rules")]
    public void What_the_service_has_is_not_uploaded(string script)
    {
        EngineResult result = Engine.Run(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, script, SeedFiles.Invoice)).OrThrow();

        Assert.EndsWith(SeedFiles.Invoice[4..], (string)result.Output.Single().Properties["FileInput"].Value, StringComparison.Ordinal);
        Assert.Equal(0, Count("POST", Files));
    }

    [Fact]
    public void The_name_of_a_file_of_the_service_comes_along()
    {
        PSObject job = Engine.Run($"Get-LlamaCloudFile {SeedFiles.Invoice} | Start-ClassifyJob -Rule $rules").OrThrow().Output.Single();

        Assert.Equal("invoice-0042.txt", job.Properties["FileName"].Value);
        Assert.Null(job.Properties["SourcePath"].Value);
    }

    [Theory]
    [InlineData("$null | Start-ClassifyJob -Rule $rules", "ClassifyJobInputInvalid")]
    [InlineData("7 | Start-ClassifyJob -Rule $rules", "ClassifyJobInputInvalid")]
    [InlineData("Get-Command Get-Command | Start-ClassifyJob -Rule $rules", "ClassifyJobInputInvalid")]
    [InlineData("New-ClassifyRule a 'long enough words' | Start-ClassifyJob -Rule $rules", "ClassifyJobInputInvalid")]
    [InlineData("[pscustomobject]@{ Name = 'a.txt' } | Start-ClassifyJob -Rule $rules", "ClassifyJobInputInvalid")]
    [InlineData("([xml]\"<f><d Name='a.txt'/></f>\").f.d | Start-ClassifyJob -Rule $rules", "ClassifyJobInputInvalid")]
    [InlineData("[pscustomobject]@{ LiteralPath = '*.txt' } | Start-ClassifyJob -Rule $rules", "LlamaCloudFilePathNotFound")]
    [InlineData("Start-ClassifyJob ([pscustomobject]@{ Name = 'a.txt' }) -Rule $rules", "LlamaCloudFilePathMissing")]
    [InlineData("Start-ClassifyJob -LiteralPath ([pscustomobject]@{ Name = 'a.txt' }) -Rule $rules", "LlamaCloudFilePathMissing")]
    [InlineData("Start-ClassifyJob -FileInput clj-1 -Rule $rules", "ClassifyJobInputInvalid")]
    [InlineData("Start-ClassifyJob -FileInput $null -Rule $rules", "ClassifyJobInputInvalid")]
    [InlineData("Start-ClassifyJob -FileInput dfl-1/../x -Rule $rules", "ClassifyJobInputInvalid")]
    [InlineData("Start-ClassifyJob nowhere.txt -Rule $rules", "LlamaCloudFilePathNotFound")]
    [InlineData("'nowhere.txt' | Start-ClassifyJob -Rule $rules", "LlamaCloudFilePathNotFound")]
    [InlineData("Start-ClassifyJob sub -Rule $rules", "LlamaCloudFilePathIsFolder")]
    [InlineData("$folder | Start-ClassifyJob -Rule $rules", "LlamaCloudFilePathIsFolder")]
    [InlineData("Start-ClassifyJob empty.txt -Rule $rules", "LlamaCloudFileEmpty")]
    [InlineData("Start-ClassifyJob 'Env:/PATH' -Rule $rules", "LlamaCloudFilePathInvalid")]
    [InlineData("Start-ClassifyJob 'nodrive:/x' -Rule $rules", "LlamaCloudFilePathInvalid")]
    [InlineData("Start-ClassifyJob '' -Rule $rules", "LlamaCloudFilePathInvalid")]
    [InlineData("Start-ClassifyJob dfl-11111111-1111-4111-8111-111111111111 -Rule $rules", "ClassifyJobInputInvalid")]
    [InlineData(
        "$bad = [pscustomobject]@{ A = 1 }; $bad.psobject.Properties.Add([psscriptproperty]::new('FileId', { throw 'bad' })); $bad | "
            + "Start-ClassifyJob -Rule $rules",
        "ClassifyJobInputInvalid")]
    [InlineData(
        "$row = [pscustomobject]@{ Path = '/bin/sh' }; $row.psobject.TypeNames.Insert(0, 'Deserialized.System.Diagnostics.Process'); $row "
            + "| Start-ClassifyJob -Rule $rules",
        "ClassifyJobInputInvalid")]
    public void What_is_no_document_is_one_error_and_nothing_is_sent(string script, string id)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "sub"));
        Write("empty.txt", string.Empty);
        EngineResult result = Engine.Run(script);

        Assert.Equal([id], IdsOf(result));
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_file_that_is_larger_than_the_service_takes_is_one_error_and_nothing_is_sent()
    {
        using (FileStream large = File.Create(Path.Combine(Folder, "large.pdf")))
        {
            large.SetLength((512L * 1024 * 1024) + 1);
        }

        Assert.Equal(["LlamaCloudFileTooLarge"], IdsOf(Engine.Run("Start-ClassifyJob large.pdf -Rule $rules")));
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_job_is_refused_and_told_of_its_document()
    {
        EngineResult result = Engine.Run($"Get-ClassifyJob {SeedJobs.Invoice} | Start-ClassifyJob -Rule $rules");

        Assert.Equal(["ClassifyJobInputIsJob"], IdsOf(result));
        Assert.Contains("FileInput", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public void One_bad_document_stops_no_other_and_its_error_has_its_place()
    {
        Write("a.txt");
        Write("b.txt");
        EngineResult result = Engine.Run("'a.txt', 'nowhere.txt', 7, 'b.txt' | Start-ClassifyJob -Rule $rules 2>&1").OrThrow();

        Assert.Equal(
            ["a.txt", "! LlamaCloudFilePathNotFound", "! ClassifyJobInputInvalid", "b.txt"],
            result.Output.Select(one => one.BaseObject is ErrorRecord error ? "! " + IdOf(error) : one.Properties["FileName"].Value));
    }

    [Fact]
    public void A_file_that_another_program_writes_is_an_error_before_any_upload()
    {
        using FileStream held = new(Write("a.txt"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(["LlamaCloudFileUnreadable"], IdsOf(Engine.Run("Start-ClassifyJob a.txt -Rule $rules")));
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void Without_any_document_it_says_so_and_an_empty_pipeline_does_nothing()
    {
        Assert.Equal("ClassifyJobInputRequired", IdOf(Engine.Run("Start-ClassifyJob -Rule $rules").Terminating));
        Assert.Empty(Engine.Run("@() | Start-ClassifyJob -Rule $rules").OrThrow().Output);
        Assert.Empty(Emulator.Requests.All);
    }
}
