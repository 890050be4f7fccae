using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Directories;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Batches;

/// <summary>From files, or a directory, to a batch.</summary>
public sealed class StartLlamaCloudBatchTests : BatchTest
{
    [Fact]
    public void Files_go_into_a_directory_of_the_batchs_own()
    {
        Write("a.txt", "b.txt");
        PSObject batch = Engine.Run($"$folder.GetFiles() | {Begin}").OrThrow().Output.Single();

        StoredDirectory directory = OnlyDirectory();
        Assert.Equal("ephemeral", directory.Type);
        Assert.Equal(["a.txt", "b.txt"], FilesOf(directory.Id));
        Assert.Equal(
            [directory.Id, "parse_v2", SeedConfigurations.Parse, null],
            ((string[])["SourceDirectoryId", "ProductType", "ConfigurationId", "FileCount"]).Select(name => batch.Properties[name].Value));
        Assert.All(
            Emulator.Directories.FilesOf(directory.Id),
            entry => Assert.Equal(Path.Combine(Folder, entry.DisplayName), entry.Metadata["llamacloud_source_path"]));
        Assert.Equal((1, 1, 2), (Count("POST", Batches), Count("POST", Directories), Uploads));
    }

    [Theory]
    [InlineData("Start-LlamaCloudBatch *.txt -ConfigurationId 'parse WELL'")]
    [InlineData("Start-LlamaCloudBatch -LiteralPath a.txt, b.txt -ConfigurationId " + SeedConfigurations.Parse)]
    [InlineData(
        "[pscustomobject]@{ Path = 'a.txt' }, 'b.txt' | Start-LlamaCloudBatch -ConfigurationId (Get-LlamaCloudConfiguration -Name 'Parse "
            + "well')")]
    [InlineData("'a.txt', 'b.txt', 'a.txt' | Start-LlamaCloudBatch -ConfigurationId cfg-PARSE_AGENTIC -ProductType parse_v2")]
    public void Files_and_configurations_come_as_people_have_them(string script)
    {
        Write("a.txt", "b.txt");
        Assert.Equal("parse_v2", Engine.Run(script).OrThrow().Output.Single().Properties["ProductType"].Value);
        Assert.Equal(["a.txt", "b.txt"], FilesOf(OnlyDirectory().Id));
    }

    [Fact]
    public void Files_that_the_service_has_are_added_by_their_ids()
    {
        Engine.Run(
            $"'{SeedFiles.Receipt}', (Get-LlamaCloudFile {SeedFiles.Invoice}), (Get-LlamaCloudFile {SeedFiles.Invoice}) | "
                + $"{Begin}").OrThrow();
        Assert.Equal(["invoice-0042.txt", "receipt.txt"], FilesOf(OnlyDirectory().Id));
        Assert.Equal(0, Uploads);
    }

    [Fact]
    public void A_batch_goes_over_a_directory_that_is_given_or_piped()
    {
        string inbox = Emulator.Directories.Add("inbox").Id;
        string other = Emulator.Directories.Add("other", projectId: JobStore.OtherProjectId).Id;
        Assert.Equal(inbox, Engine.Run($"{Begin} -DirectoryId {inbox}").OrThrow().Output.Single().Properties["SourceDirectoryId"].Value);
        Emulator.Configurations.Add(
            "Parse well", Emulator.Configurations.Find(SeedConfigurations.Parse)!.Parameters, "cfg-9", JobStore.OtherProjectId);
        EngineResult piped = Engine.Run(
            $"Get-LlamaCloudDirectory {other} -ProjectId {JobStore.OtherProjectId} | Start-LlamaCloudBatch -ConfigurationId cfg-9 "
                + "-ProductType parse_v2").OrThrow();
        Assert.Equal(
            (other, JobStore.OtherProjectId),
            (piped.Output.Single().Properties["SourceDirectoryId"].Value, piped.Output.Single().Properties["ProjectId"].Value));
        Assert.Equal(0, Count("POST", Directories));
    }

    [Fact]
    public void Files_for_a_directory_that_is_given_are_added_to_it_each_once()
    {
        Write("a.txt", "b.txt");
        string inbox = Emulator.Directories.Add("inbox").Id;
        Engine.Run($"Send-LlamaCloudFile a.txt -DirectoryId {inbox}").OrThrow();
        Engine.Run($"$folder.GetFiles() | {Begin} -DirectoryId {inbox}").OrThrow();
        Assert.Equal(["a.txt", "b.txt"], FilesOf(inbox));
        Assert.Equal((2, 1), (Uploads, Emulator.Batches.Count));
    }

    [Fact]
    public void An_extract_configuration_makes_extract_jobs()
    {
        Write("a.txt");
        EngineResult result = Engine.Run("""
            $null = Set-ExtractConfiguration bills -Schema @{ Total = [int] }
            Start-LlamaCloudBatch a.txt -ConfigurationId bills -Wait | Receive-LlamaCloudBatch
            """).OrThrow();
        Assert.Equal(["LlamaCloud.ExtractJob"], result.Output.Select(job => job.BaseObject.GetType().FullName));
    }

    [Fact]
    public void All_options_are_sent()
    {
        string inbox = Emulator.Directories.Add("inbox").Id;
        Engine.Run(
            $"{Begin} -DirectoryId {inbox} -WebhookConfigurationId whc-1 -Webhook @{{ Url = 'https://example.com/h'; Events = "
                + $"'batch.success' }}").OrThrow();
        JsonNode expected = JsonNode.Parse($$$"""
            {"source_directory_id":"{{{inbox}}}","config":{"job":{"type":"parse_v2","configuration_id":"{{{SeedConfigurations.Parse}}}"}},
             "webhook_configuration_ids":["whc-1"],"webhook_configurations":[{"webhook_url":"https://example.com/h","webhook_events":["batch.success"]}]}
            """)!;
        JsonNode sent = JsonNode.Parse(Emulator.Requests.All[^1].Body)!;
        Assert.True(JsonNode.DeepEquals(expected, sent), sent.ToJsonString());
    }

    [Theory]
    [InlineData(
        "Start-LlamaCloudBatch -ConfigurationId cfg-1", "LlamaCloudBatchRequestInvalid",
        "Which files? Pipe them, or give -Path, -LiteralPath or -DirectoryId.")]
    [InlineData(
        "Start-LlamaCloudBatch a.txt -ConfigurationId cfg-1 -DirectoryId dir-1 -Name n", "LlamaCloudBatchRequestInvalid",
        "-Name is for a directory of the batch's own, and -DirectoryId names another. Leave one out.")]
    [InlineData(
        "Start-LlamaCloudBatch a.txt -ConfigurationId cfg-1 -Timeout 1", "LlamaCloudBatchRequestInvalid",
        "-Timeout is for waiting. Give -Wait with it, or leave it out.")]
    [InlineData(
        "Start-LlamaCloudBatch a.txt -ConfigurationId cfg-1 -WebhookConfigurationId 1, 2, 3, 4, 5", "LlamaCloudBatchRequestInvalid",
        "-WebhookConfigurationId has 5 ids; at most 4 are allowed. Nothing was sent.")]
    [InlineData(
        "Start-LlamaCloudBatch a.txt -ConfigurationId cfg-1 -ProductType classify_v2", "LlamaCloudBatchConfigurationInvalid",
        "Configuration 'cfg-1' is for classify_v2. Give one for parse_v2 or extract_v2: the service's batches make no other jobs.")]
    public void What_cannot_work_is_refused_before_anything_is_sent(string script, string id, string message)
    {
        Write("a.txt");
        EngineResult result = Engine.Run(script);
        Assert.Equal((id, message), (IdOf(result.Terminating), result.Terminating!.ToString()));
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData(
        "'Inbox documents'", "LlamaCloudConfigurationNameNotFound",
        "No saved configuration for parse_v2 or extract_v2 is named 'Inbox documents'. There is 'Parse well'.")]
    [InlineData(SeedConfigurations.Inbox, "LlamaCloudBatchConfigurationInvalid", "is for classify_v2. Give one for parse_v2 or extract_v2")]
    [InlineData("cfg-0", "LlamaCloudConfigurationNotFound", "Configuration 'cfg-0' was not found.")]
    public void A_configuration_that_makes_no_such_jobs_ends_the_command_before_anything_is_made(
        string configuration, string id, string message)
    {
        Write("a.txt");
        EngineResult result = Engine.Run($"Start-LlamaCloudBatch a.txt -ConfigurationId {configuration}");
        Assert.Equal(id, IdOf(result.Terminating));
        Assert.Contains(message, result.Terminating!.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Directories.All);
    }

    [Fact]
    public void Nothing_is_sent_under_WhatIf_and_for_no_input()
    {
        Write("a.txt");
        Engine.Run($"{Begin} a.txt -WhatIf; {Begin} -DirectoryId dir-1 -WhatIf; @() | {Begin}; {Begin} *.docx").OrThrow();
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_and_the_others_are_in_the_batch()
    {
        Write("a.txt", "b.txt");
        EngineResult result = Engine.Run($"'a.txt', 'gone.txt', 'pjb-1', $null, 'b.txt' | {Begin}");
        Assert.Equal(["LlamaCloudFilePathNotFound", "LlamaCloudBatchInputInvalid", "LlamaCloudBatchInputInvalid"], IdsOf(result));
        Assert.Single(result.Output);
        Assert.Equal(["a.txt", "b.txt"], FilesOf(OnlyDirectory().Id));
    }

    [Theory]
    [InlineData("Start-LlamaCloudBatch -ConfigurationId ", "Parse well")]
    [InlineData("Start-LlamaCloudBatch -ProductType ", "parse_v2", "extract_v2")]
    [InlineData("Start-LlamaCloudBatch -DirectoryId ", "inbox")]
    [InlineData("Send-LlamaCloudFile -DirectoryId in", "inbox")]
    [InlineData("Get-LlamaCloudDirectory -Name i", "inbox")]
    [InlineData("Remove-LlamaCloudDirectory ", "inbox")]
    [InlineData("New-LlamaCloudDirectory -Type ", "user", "ephemeral", "index")]
    [InlineData("Get-LlamaCloudBatch -Status ", "PENDING", "THROTTLED", "RUNNING", "COMPLETED", "FAILED", "CANCELLED")]
    [InlineData("Get-LlamaCloudBatch b", "bat-1")]
    public void Words_are_completed(string line, params string[] words)
    {
        Emulator.Directories.Add("inbox");
        Put("bat-1", "COMPLETED");
        Assert.Equal(words, Complete(line).Select(one => one.ListItemText));
    }
}
