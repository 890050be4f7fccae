using System;
using System.Linq;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using LlamaCloud.PowerShell.Tests.Classify;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Binding;

/// <summary>Projects and saved configurations may be given by their names.</summary>
public sealed class NameTests : StartTest
{
    [Theory]
    [InlineData("Get-ClassifyJob " + SeedJobs.Elsewhere + " -ProjectId 'Invoices 2026'")]
    [InlineData("Get-ClassifyJob " + SeedJobs.Elsewhere + " -ProjectId 'invoices 2026'")]
    [InlineData("[pscustomobject]@{ JobId = '" + SeedJobs.Elsewhere + "'; ProjectId = 'Invoices 2026' } | Get-ClassifyJob")]
    [InlineData("Connect-LlamaCloud -ProjectId 'Invoices 2026'; Get-ClassifyJob " + SeedJobs.Elsewhere)]
    public void A_project_is_found_by_its_name(string script) =>
        Assert.Equal(SeedJobs.Elsewhere, Engine.Run(script).OrThrow().Output.Single().Properties["Id"].Value);

    [Fact]
    public void Its_name_is_looked_up_once()
    {
        Engine.Run(
            $"1..5 | ForEach-Object {{ '{SeedJobs.Elsewhere}' }} | Get-ClassifyJob -NoGrouping -ProjectId 'Invoices 2026'; "
                + $"Get-ClassifyJob {SeedJobs.Elsewhere} -ProjectId 'Invoices 2026'").OrThrow();

        Assert.Equal(1, Emulator.Requests.All.Count(request => request.Target.Equals("/api/v2/organizations", StringComparison.Ordinal)));
    }

    [Fact]
    public void Where_no_project_has_the_name_the_error_says_which_there_are()
    {
        string advice = Engine.Run(
            $"Get-ClassifyJob {SeedJobs.Invoice} -ProjectId Invoicez").Errors.Single().ErrorDetails.RecommendedAction;

        Assert.Contains("There are 'Default', 'Invoices 2026'.", advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Start-ClassifyJob -FileInput " + SeedFiles.Invoice + " -ConfigurationId 'Inbox documents'")]
    [InlineData("Start-ClassifyJob -FileInput " + SeedFiles.Invoice + " -ConfigurationId 'inbox documents'")]
    public void A_configuration_is_found_by_its_name(string script)
    {
        Engine.Run(script).OrThrow();

        Assert.Equal(SeedConfigurations.Inbox, (string?)Emulator.Jobs.Find(Made.Single(), null)!["configuration_id"]);
    }

    [Fact]
    public void A_list_takes_the_name_of_a_configuration() => Assert.Equal(
        SeedJobs.Contract,
        Engine.Run("Get-ClassifyJob -ConfigurationId 'Inbox documents'").OrThrow().Output.Single().Properties["Id"].Value);

    [Fact]
    public void Where_no_configuration_has_the_name_nothing_is_made_and_the_error_says_which_there_are()
    {
        EngineResult result = Engine.Run($"Start-ClassifyJob -FileInput {SeedFiles.Invoice} -ConfigurationId Inbix");

        Assert.Equal("LlamaCloudConfigurationNameNotFound", result.Terminating!.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("There is 'Inbox documents'.", result.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Empty(Made);
    }

    [Fact]
    public void A_configuration_that_was_just_saved_is_found()
    {
        Engine.Run($$"""
            Start-ClassifyJob -FileInput {{SeedFiles.Invoice}} -ConfigurationId 'Inbox documents'
            $saved = Set-ClassifyConfiguration mine -Rule $rules
            $job = Start-ClassifyJob -FileInput {{SeedFiles.Invoice}} -ConfigurationId mine
            if ($job.ConfigurationId -ne $saved.Id) { throw $job.ConfigurationId }
            """).OrThrow();
    }

    [Fact]
    public void WhatIf_looks_nothing_up()
    {
        Engine.Run($"Start-ClassifyJob -FileInput {SeedFiles.Invoice} -ConfigurationId Inbix -WhatIf").OrThrow();

        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_project_from_the_pipeline_lists_its_jobs() => Assert.Equal(
        [SeedJobs.Elsewhere],
        Engine.Run($"Get-LlamaCloudProject | Where-Object Id -eq '{JobStore.OtherProjectId}' | Get-ClassifyJob")
            .OrThrow().Output
            .Select(job => (string)job.Properties["Id"].Value));
}
