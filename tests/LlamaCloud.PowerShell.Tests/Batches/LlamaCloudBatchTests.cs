using System;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Batches;

/// <summary>Batches are read, listed, waited for, stopped and shown.</summary>
public sealed class LlamaCloudBatchTests : BatchTest
{
    [Theory]
    [InlineData("Get-LlamaCloudBatch bat-1, bat-2")]
    [InlineData("Get-LlamaCloudBatch -BatchId bat-1, bat-2")]
    [InlineData("[pscustomobject]@{ JobId = 'pjb-1'; BatchId = 'bat-1' }, @{ batch_id = 'bat-2' } | Get-LlamaCloudBatch")]
    [InlineData("'bat-1', 'bat-2' | Get-LlamaCloudBatch | Get-LlamaCloudBatch -ThrottleLimit 1")]
    [InlineData("Wait-LlamaCloudBatch -BatchId bat-1, bat-2")]
    public void Ids_come_as_people_have_them(string script)
    {
        Put("bat-1", "COMPLETED");
        Put("bat-2", "COMPLETED");
        Assert.Equal(["bat-1", "bat-2"], Texts(Engine.Run(script).OrThrow().Output, "Id").Order());
        // The list of batches is not of given ids.
        Assert.Equal(0, Count("GET", Batches));
    }

    [Fact]
    public void Lists_are_of_a_directory_a_status_and_a_time()
    {
        Put("bat-1", "COMPLETED", "dir-1");
        Put("bat-2", "FAILED", "dir-1");
        Put("bat-3", "FAILED", "dir-2");
        Assert.Equal(["bat-2"], Texts(Engine.Run("Get-LlamaCloudBatch -DirectoryId dir-1 -Status failed -CreatedAfter 2026-01-01").OrThrow().Output, "Id"));
        Assert.Equal(["bat-1", "bat-2", "bat-3"], Texts(Engine.Run("Get-LlamaCloudBatch").OrThrow().Output, "Id").Order());
    }

    [Fact]
    public void A_batch_that_ends_comes_out_with_what_became_of_its_files()
    {
        Write("a.txt", "b.zip");
        Emulator.Batches.RunningFor = TimeSpan.FromMilliseconds(300);
        PSObject batch = Engine.Run($"$folder.GetFiles() | {Begin} | Wait-LlamaCloudBatch -WarningAction SilentlyContinue").OrThrow().Output.Single();
        Assert.Equal(["COMPLETED", 2, 1, 1], ((string[])["Status", "FileCount", "JobCount", "FailedCount"]).Select(name => batch.Properties[name].Value));
    }

    [Fact]
    public void One_that_failed_is_an_error_and_one_that_is_gone_too()
    {
        Put("bat-1", "FAILED");
        EngineResult result = Engine.Run("'bat-1', 'bat-0' | Wait-LlamaCloudBatch");
        Assert.Equal(["LlamaCloudBatchFailed", "LlamaCloudBatchNotFound"], IdsOf(result).Order());
        Assert.Contains(
            "Batch 'bat-1' failed. The service does not say why. Its jobs may have been made all the same: look for them, then start another batch.",
            result.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void One_is_stopped_and_one_that_has_ended_is_an_error()
    {
        Put("bat-1", "RUNNING");
        Put("bat-2", "COMPLETED");
        EngineResult result = Engine.Run("'bat-1', 'bat-2' | Stop-LlamaCloudBatch -PassThru | Wait-LlamaCloudBatch -WarningAction SilentlyContinue");
        Assert.Equal(("bat-1", "CANCELLED"), (result.Output.Single().Properties["Id"].Value, result.Output.Single().Properties["Status"].Value));
        Assert.Equal("Batch 'bat-2' is COMPLETED already and cannot be stopped. No action is needed.", Assert.Single(result.Errors).ToString());
    }

    [Fact]
    public void Nothing_is_stopped_under_WhatIf()
    {
        Put("bat-1", "RUNNING");
        Engine.Run("Stop-LlamaCloudBatch bat-1 -WhatIf").OrThrow();
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData(PSLanguageMode.FullLanguage, "")]
    [InlineData(PSLanguageMode.ConstrainedLanguage, "")]
    [InlineData(PSLanguageMode.FullLanguage, "| ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) }")]
    public void The_table_shows_how_many_files_have_a_job_and_how_many_have_none(PSLanguageMode mode, string copied)
    {
        Write("a.txt", "b.zip", "c.txt");
        Engine.Run($"$folder.GetFiles() | {Begin} -Wait -WarningAction SilentlyContinue").OrThrow();
        string id = (string)Emulator.Batches.Of(null).Single()["id"]!;
        HostedEngine narrow = Start(new HostedEngine(80, mode));
        Assert.Equal(
            $"""
            Id                                       Status         JobCount    FailedCount
            --                                       ------         --------    -----------
            {id} COMPLETED             2              1
            """,
            Lines(narrow.Show($"Get-LlamaCloudBatch {id} {copied}")).ReplaceLineEndings("\n"));
        HostedEngine wide = Start(new HostedEngine(120, mode));
        Assert.Matches($"{id} COMPLETED +2 +1 +3 parse_v2{(copied.Length == 0 ? " +....-..-.. ..:..Z" : string.Empty)}", Lines(wide.Show($"Get-LlamaCloudBatch {id} {copied}")));
    }

    [Fact]
    public void The_list_has_the_counts_and_the_directory()
    {
        using ListViews lists = new(Places.Module);
        HostedEngine engine = Start(new HostedEngine(120, formatFile: lists.Path));
        Put("bat-1", "COMPLETED");
        Assert.Equal(
            """
            Id                : bat-1
            Status            : COMPLETED
            ProductType       : parse_v2
            ConfigurationId   : cfg-44444444-bbbb-4bbb-8bbb-444444444444
            SourceDirectoryId : dir-1
            ProjectId         : c3a0d8bf-1966-4b47-9c9e-2d4f8a6b5c11
            CreatedAt         : 2026-09-01 09:00:00Z
            UpdatedAt         : 2026-09-01 09:00:00Z
            """,
            Regex.Replace(Lines(engine.Show("Get-LlamaCloudBatch bat-1")), "\r\n", "\n"));
    }
}
