using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Configurations;

/// <summary>What a person sees of configurations and files.</summary>
public sealed class ConfigurationViewTests : ModuleTest
{
    private const string At120 = """
        Id                                       Name                    ProductType    Version
        --                                       ----                    -----------    -------
        cfg-44444444-bbbb-4bbb-8bbb-444444444444 Parse well              parse_v2       2026-09-01T07:02:00.000000Z
        cfg-33333333-bbbb-4bbb-8bbb-333333333333 Inbox documents         classify_v2    2026-09-01T07:01:00.000000Z
        """;

    private const string At80 = """
        Id                                       Name                    ProductType
        --                                       ----                    -----------
        cfg-44444444-bbbb-4bbb-8bbb-444444444444 Parse well              parse_v2
        cfg-33333333-bbbb-4bbb-8bbb-333333333333 Inbox documents         classify_v2
        """;

    private const string FilesAt120 = """
        Id                                       Name                                   Purpose   LastModifiedAt
        --                                       ----                                   -------   --------------
        dfl-1f1f1f1f-1111-4111-8111-111111111111 invoice-0042.txt                       classify  2026-09-01 08:01Z
        """;

    private const string FilesAt80 = """
        Id                                       Name
        --                                       ----
        dfl-1f1f1f1f-1111-4111-8111-111111111111 invoice-0042.txt
        """;

    private const string File = "Get-LlamaCloudFile " + SeedFiles.Invoice;

    [Theory]
    [InlineData(120, PSLanguageMode.FullLanguage, "Get-LlamaCloudConfiguration", At120)]
    [InlineData(80, PSLanguageMode.FullLanguage, "Get-LlamaCloudConfiguration", At80)]
    [InlineData(120, PSLanguageMode.ConstrainedLanguage, "Get-LlamaCloudConfiguration", At120)]
    [InlineData(80, PSLanguageMode.ConstrainedLanguage, "Get-LlamaCloudConfiguration", At80)]
    [InlineData(120, PSLanguageMode.FullLanguage, File, FilesAt120)]
    [InlineData(80, PSLanguageMode.FullLanguage, File, FilesAt80)]
    [InlineData(120, PSLanguageMode.ConstrainedLanguage, File, FilesAt120)]
    [InlineData(80, PSLanguageMode.ConstrainedLanguage, File, FilesAt80)]
    public void The_table_fits(int width, PSLanguageMode mode, string script, string expected) =>
        Assert.Equal(expected, Lines(Start(new HostedEngine(width, mode)).Show(script)));

    [Theory]
    [InlineData(PSLanguageMode.FullLanguage)]
    [InlineData(PSLanguageMode.ConstrainedLanguage)]
    public void The_list_of_a_configuration_has_its_rules_as_that_of_a_job(PSLanguageMode mode)
    {
        using ListViews lists = new(Places.Module);
        string shown = Lines(
            Start(new HostedEngine(120, mode, lists.Path)).Show("Get-LlamaCloudConfiguration " + SeedConfigurations.Inbox));

        Assert.Contains("Parameters  : invoice: contains ", shown, StringComparison.Ordinal);
        Assert.Contains("\n              contract: ", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_does_not_break_the_table()
    {
        Emulator.Configurations.Add(new string('n', 255), Emulator.Configurations.Find(SeedConfigurations.Inbox)!.Parameters);

        Assert.All(Lines(Engine.Show("Get-LlamaCloudConfiguration -Name n*")).Split('\n'), line => Assert.True(line.Length <= 120, line));
    }

    [Fact]
    public void A_configuration_keeps_its_rules_and_its_view_through_serialisation()
    {
        const string Copy =
            "$copy = "
                + "[Management.Automation.PSSerializer]::Deserialize("
                + "[Management.Automation.PSSerializer]::Serialize((Get-LlamaCloudConfiguration))); ";

        Assert.Equal(At120, Lines(Engine.Show(Copy + "$copy")));
        Assert.Equal("contract", Engine.Run(Copy + "$copy[1].Parameters.rules[2].type").OrThrow().Output.Single().BaseObject);
    }

    [Theory]
    [InlineData("Get-ClassifyJob " + SeedJobs.Invoice, SeedJobs.Invoice, "Id Status Type Confidence FileInput CreatedAt", "JobId")]
    [InlineData(
        "Get-LlamaCloudConfiguration " + SeedConfigurations.Inbox, SeedConfigurations.Inbox,
        "Id Name ProductType Version Parameters CreatedAt UpdatedAt", "ConfigurationId")]
    [InlineData(File, SeedFiles.Invoice, "Id Name Purpose FileType ExternalFileId LastModifiedAt ExpiresAt", "FileId")]
    [InlineData(
        "Get-LlamaCloudProject -ProjectId " + JobStore.OtherProjectId, JobStore.OtherProjectId, "Name Id IsDefault OrganizationId",
        "ProjectId")]
    public void An_object_reads_as_its_id_shows_its_default_set_and_has_its_alias(string script, string id, string set, string alias)
    {
        Engine.Run("$it = " + script).OrThrow();

        Assert.Equal(id, Engine.Run("\"$it\"").OrThrow().Output.Single().BaseObject);
        Assert.Equal(id, Engine.Run("$it." + alias).OrThrow().Output.Single().BaseObject);
        Assert.All(
            set.Split(' '),
            name => Assert.True(
                (bool)Engine.Run($"$it.psobject.Properties['{name}'] -ne $null").OrThrow().Output.Single().BaseObject, name));
    }
}
