using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Directories;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Directories;

/// <summary>Directories are made, found, shown and removed.</summary>
public sealed class DirectoryTests : ModuleTest
{
    private const string Route = "/api/v1/beta/directories";

    [Fact]
    public void One_is_made_and_answers_by_its_id_and_its_name()
    {
        EngineResult made = Engine.Run($"New-LlamaCloudDirectory ' inbox ' -Type Ephemeral -Description 'for a night' -ProjectId {JobStore.OtherProjectId}").OrThrow();
        StoredDirectory stored = Assert.Single(Emulator.Directories.All);
        Assert.Equal((" inbox ", "ephemeral", "for a night", JobStore.OtherProjectId), (stored.Name, stored.Type, stored.Description, stored.ProjectId));
        Assert.Equal(stored.Id, made.Output.Single().Properties["DirectoryId"].Value);
        Assert.Equal(
            [stored.Id, stored.Id],
            Engine.Run($"Get-LlamaCloudDirectory {stored.Id} -ProjectId {JobStore.OtherProjectId}; Get-LlamaCloudDirectory -Name ' inbox ' -ProjectId {JobStore.OtherProjectId}")
                .OrThrow().Output.Select(one => one.Properties["Id"].Value));
    }

    [Theory]
    [InlineData("-Name inbox", "inbox")]
    [InlineData("-Name i*", "inbox", "index")]
    [InlineData("-Name i*, 'o[1]'", "inbox", "index", "o[1]")]
    [InlineData("-Type ephemeral", "o[1]")]
    [InlineData("", "inbox", "index", "o[1]")]
    public void Lists_are_of_names_and_a_type(string filter, params string[] names)
    {
        Emulator.Directories.Add("inbox");
        Emulator.Directories.Add("index");
        Emulator.Directories.Add("o[1]", "ephemeral");
        Assert.Equal(names.Order(), Engine.Run($"Get-LlamaCloudDirectory {filter}").OrThrow().Output.Select(one => (string)one.Properties["Name"].Value).Order());
    }

    [Fact]
    public void What_is_not_there_is_an_error_that_says_what_to_do()
    {
        Assert.Equal("No directory of the project is named 'a'. Get-LlamaCloudDirectory without a name shows them all.", Assert.Single(Engine.Run("Get-LlamaCloudDirectory -Name a").Errors).ToString());
        EngineResult result = Engine.Run("'dir-0', 'pjb-1', @{ Name = 'x' } | Get-LlamaCloudDirectory; Get-LlamaCloudDirectory inbox");
        Assert.Equal(["LlamaCloudDirectoryNotFound", "LlamaCloudDirectoryIdInvalid", "LlamaCloudDirectoryIdMissing", "LlamaCloudDirectoryNotFound"], IdsOf(result));
        Assert.Contains("a name is given with -Name", result.Errors[^1].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_are_removed_by_what_names_them()
    {
        string[] ids = [.. Enumerable.Range(0, 3).Select(number => Emulator.Directories.Add($"d{number}").Id)];
        Engine.Run($"Get-LlamaCloudDirectory -Name d0 | Remove-LlamaCloudDirectory; @{{ directory_id = '{ids[1]}' }} | Remove-LlamaCloudDirectory; Remove-LlamaCloudDirectory {ids[2]} -WhatIf").OrThrow();
        Assert.Equal([ids[2]], Emulator.Directories.All.Select(one => one.Id));
    }

    [Fact]
    public void Nothing_is_made_under_WhatIf_and_what_is_refused_is_an_error()
    {
        Engine.Run("New-LlamaCloudDirectory a -WhatIf").OrThrow();
        Assert.Empty(Emulator.Requests.All);
        ErrorRecord error = Assert.Single(Engine.Run("New-LlamaCloudDirectory a -Type shared").Errors);
        Assert.Equal("LlamaCloudDirectoryInvalidRequest", IdOf(error));
        Assert.Contains("body.type", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_made_comes_out_before_a_stream_throws()
    {
        EngineResult result = Engine.Run("$VerbosePreference = 'Stop'\nNew-LlamaCloudDirectory a");
        Assert.NotNull(result.Terminating);
        Assert.Single(result.Output);
    }

    [Theory]
    [InlineData(PSLanguageMode.FullLanguage)]
    [InlineData(PSLanguageMode.ConstrainedLanguage)]
    public void Ids_are_whole_at_80_columns(PSLanguageMode mode)
    {
        string id = Emulator.Directories.Add("inbox\u001b]52").Id;
        Assert.Equal(
            $$"""
            Id                                       Name                         Type
            --                                       ----                         ----
            {{id}} inbox\u{1b}]52               user
            """,
            Lines(Start(new HostedEngine(80, mode)).Show("Get-LlamaCloudDirectory")).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_list_has_the_rest()
    {
        using ListViews lists = new(Places.Module);
        Emulator.Faults.Add("GET", Route + "/dir-1", Fault.Answer(200, "application/json", """
            {"id":"dir-1","name":"inbox","type":"ephemeral","project_id":"p","description":"d","created_at":"2026-09-01T09:00:00Z","expires_at":"2026-09-02T09:00:00Z"}
            """));
        Assert.Equal(
            """
            Id          : dir-1
            Name        : inbox
            Type        : ephemeral
            Description : d
            ProjectId   : p
            CreatedAt   : 2026-09-01 09:00:00Z
            UpdatedAt   :
            ExpiresAt   : 2026-09-02 09:00:00Z
            """,
            Lines(Start(new HostedEngine(120, formatFile: lists.Path)).Show("Get-LlamaCloudDirectory dir-1")).ReplaceLineEndings("\n"));
    }
}
