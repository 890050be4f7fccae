using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Configurations;

/// <summary>Saving, finding, using and removing saved configurations.</summary>
public sealed class ConfigurationTests : ModuleTest
{
    private const string Root = "/api/v1/beta/configurations";
    private const string Rule = "@{ invoice = 'an invoice with a total' }";

    [Fact]
    public void All_that_is_given_is_saved_and_what_is_not_is_not_sent()
    {
        PSObject saved = Engine.Run($"Set-ClassifyConfiguration -Name 'Inbox ä' -Rule {Rule} -Language de -MaxPages 3 -TargetPages '1,3'")
            .OrThrow().Output
            .Single();
        Engine.Run($"Set-ClassifyConfiguration plain (New-ClassifyRule invoice 'an invoice with a total')").OrThrow();
        JsonNode[] bodies = [.. Emulator.Requests.All.Select(request => JsonNode.Parse(request.Body)!)];

        JsonNode expected = JsonNode.Parse("""
            {"name":"Inbox ä","parameters":{"product_type":"classify_v2","rules":[{"type":"invoice","description":"an invoice with a total"}],
             "parsing_configuration":{"lang":"de","max_pages":3,"target_pages":"1,3"}}}
            """)!;
        Assert.True(JsonNode.DeepEquals(expected, bodies[0]), bodies[0].ToJsonString());
        Assert.Equal(["product_type", "rules"], bodies[1]["parameters"]!.AsObject().Select(field => field.Key));
        Assert.Equal(
            ("LlamaCloud.LlamaCloudConfiguration", "Inbox ä", "classify_v2"),
            (saved.TypeNames[0], saved.Properties["Name"].Value, saved.Properties["ProductType"].Value));
        Assert.Equal(
            "de",
            Engine.Run(
                "(Get-LlamaCloudConfiguration -Name 'Inbox "
                    + "ä').Parameters.parsing_configuration.lang").OrThrow().Output.Single().BaseObject);
    }

    [Fact]
    public void Saving_a_name_again_makes_its_newest_version()
    {
        Engine.Run($"Set-ClassifyConfiguration a {Rule}; Set-ClassifyConfiguration a @{{ receipt = 'a receipt of a shop' }}").OrThrow();
        EngineResult newest = Engine.Run("Get-LlamaCloudConfiguration -Name a").OrThrow();
        EngineResult all = Engine.Run("Get-LlamaCloudConfiguration -Name a -AllVersions").OrThrow();

        Assert.Equal(
            "receipt", Engine.Run("(Get-LlamaCloudConfiguration -Name a).Parameters.rules[0].type").OrThrow().Output.Single().BaseObject);
        Assert.Equal(2, all.Output.Count);
        Assert.Equal(Assert.Single(newest.Output).Properties["Id"].Value, all.Output[0].Properties["Id"].Value);
    }

    [Theory]
    [InlineData(
        "Set-ClassifyConfiguration a @{ 'in!' = 'short' } -Language english -TargetPages '3,1'", "LlamaCloudConfigurationInvalid",
        "Rule 'in!': the type ", "Rule 'in!': the description has 5 characters", "-Language ", "-TargetPages ")]
    [InlineData("Set-ClassifyConfiguration a @()", "ParameterArgumentTransformationError", "Rule")]
    [InlineData("Set-ClassifyConfiguration ' ' @{ a = 'long enough words' }", "ParameterArgumentValidationError")]
    [InlineData("Set-ClassifyConfiguration ('n' * 256) @{ a = 'long enough words' }", "ParameterArgumentValidationError")]
    [InlineData("Set-ClassifyConfiguration a 5", "ParameterArgumentTransformationError", "is no rule")]
    public void What_the_service_would_refuse_is_one_error_and_nothing_is_sent(string script, string id, params string[] words)
    {
        ErrorRecord error = Engine.Run(script).Terminating!;

        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, error.ToString(), StringComparison.Ordinal));
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void WhatIf_saves_and_removes_nothing()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Engine.Run(
            $"Set-ClassifyConfiguration a {Rule} -WhatIf; Remove-LlamaCloudConfiguration {SeedConfigurations.Inbox} -WhatIf").OrThrow();

        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_failure_to_save_says_what_was_to_be_saved()
    {
        Emulator.Faults.Add("POST", Root, Fault.Status(422, "no room"));
        ErrorRecord error = Assert.Single(Engine.Run($"Set-ClassifyConfiguration a {Rule}").Errors);

        Assert.StartsWith("LlamaCloudConfigurationInvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("Configuration 'a' could not be saved.", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-LlamaCloudConfiguration", SeedConfigurations.Parse, SeedConfigurations.Inbox)]
    [InlineData("Get-LlamaCloudConfiguration -ProductType classify_v2", SeedConfigurations.Inbox)]
    [InlineData("Get-LlamaCloudConfiguration -ProductType parse_v2, classify_v2", SeedConfigurations.Parse, SeedConfigurations.Inbox)]
    [InlineData("Get-LlamaCloudConfiguration -Name 'Inbox documents'", SeedConfigurations.Inbox)]
    [InlineData("Get-LlamaCloudConfiguration -Name 'inbox*'", SeedConfigurations.Inbox)]
    [InlineData("Get-LlamaCloudConfiguration -Name 'parse*', 'Inbox documents'", SeedConfigurations.Parse, SeedConfigurations.Inbox)]
    [InlineData("Get-LlamaCloudConfiguration -Name 'nothing*'")]
    [InlineData("Get-LlamaCloudConfiguration " + SeedConfigurations.Inbox, SeedConfigurations.Inbox)]
    [InlineData("Get-LlamaCloudConfiguration -Id " + SeedConfigurations.Inbox, SeedConfigurations.Inbox)]
    [InlineData(
        "'" + SeedConfigurations.Inbox + "', '" + SeedConfigurations.Parse + "' | Get-LlamaCloudConfiguration", SeedConfigurations.Inbox,
        SeedConfigurations.Parse)]
    [InlineData(
        "[pscustomobject]@{ configuration_id = '" + SeedConfigurations.Inbox + "' } | Get-LlamaCloudConfiguration",
        SeedConfigurations.Inbox)]
    public void They_are_found_by_id_name_and_product(string script, params string[] ids) =>
        Assert.Equal(ids, Engine.Run(script).OrThrow().Output.Select(one => (string)one.Properties["Id"].Value));

    [Fact]
    public void A_name_that_nothing_has_is_an_error_and_the_next_is_found()
    {
        EngineResult result = Engine.Run("Get-LlamaCloudConfiguration -Name nope, 'nosuch[1', 'inbox documents', 'Inbox documents'");

        Assert.Single(result.Output);
        Assert.Equal(["nope", "nosuch[1", "inbox documents"], result.Errors.Select(error => error.TargetObject));
        Assert.All(
            result.Errors,
            error => Assert.StartsWith("LlamaCloudConfigurationNameNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_with_brackets_is_one_where_there_is_such_a_configuration_on_whatever_page()
    {
        JsonObject parameters = Emulator.Configurations.Find(SeedConfigurations.Inbox)!.Parameters;
        Emulator.Configurations.Add("v[1]", parameters);
        for (int number = 0; number < 120; number++)
        {
            Emulator.Configurations.Add($"c{number:000}", parameters);
        }

        Emulator.Configurations.Add("v1", parameters);

        Assert.Equal(
            ["v[1]"], Engine.Run("Get-LlamaCloudConfiguration -Name 'v[1]'").OrThrow().Output.Select(one => one.Properties["Name"].Value));
        Assert.Equal(
            ["v1"], Engine.Run("Get-LlamaCloudConfiguration -Name 'v[12]'").OrThrow().Output.Select(one => one.Properties["Name"].Value));
    }

    [Fact]
    public void A_list_goes_over_all_pages()
    {
        JsonObject parameters = Emulator.Configurations.Find(SeedConfigurations.Inbox)!.Parameters;
        for (int number = 0; number < 120; number++)
        {
            Emulator.Configurations.Add($"c{number:000}", parameters);
        }

        Assert.Equal(120, Engine.Run("Get-LlamaCloudConfiguration -Name c*").OrThrow().Output.Count);
        Assert.Equal(2, Emulator.Requests.Count);
    }

    [Fact]
    public void Filters_in_a_pipeline_are_refused_and_what_is_no_id_is_one_error()
    {
        Assert.StartsWith(
            "LlamaCloudConfigurationListInPipeline,",
            Engine.Run("'cfg-1' | Get-LlamaCloudConfiguration -ProductType classify_v2").Terminating!.FullyQualifiedErrorId,
            StringComparison.Ordinal);
        EngineResult result = Engine.Run($"$null, '../x', '{SeedConfigurations.Inbox}', 'cfg-0' | Get-LlamaCloudConfiguration");

        Assert.Equal(
            ["LlamaCloudConfigurationIdInvalid", "LlamaCloudConfigurationIdInvalid", "LlamaCloudConfigurationNotFound"],
            IdsOf(result));
        Assert.Single(result.Output);
    }

    [Fact]
    public void They_are_removed_by_object_and_by_id()
    {
        Engine.Run(
            "Get-LlamaCloudConfiguration -Name 'Inbox documents' | Remove-LlamaCloudConfiguration; "
                + $"Remove-LlamaCloudConfiguration {SeedConfigurations.Parse}").OrThrow();

        Assert.Empty(Emulator.Configurations.All);
        Assert.StartsWith(
            "LlamaCloudConfigurationNotFound,",
            Assert.Single(Engine.Run("Remove-LlamaCloudConfiguration cfg-0").Errors).FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(Get-LlamaCloudConfiguration -Name 'Inbox documents')")]
    [InlineData("@{ configuration_id = '" + SeedConfigurations.Inbox + "' }")]
    [InlineData("' " + SeedConfigurations.Inbox + " '")]
    [InlineData(
        "([Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-LlamaCloudConfiguration "
            + "-Name 'Inbox documents'))))")]
    public void A_job_is_started_and_jobs_are_listed_with_the_object_or_its_id(string configuration)
    {
        PSObject job = Engine.Run($"Start-ClassifyJob -FileInput {SeedFiles.Invoice} -ConfigurationId {configuration}")
            .OrThrow().Output
            .Single();

        Assert.Equal(SeedConfigurations.Inbox, job.Properties["ConfigurationId"].Value);
        Assert.Equal(
            [job.Properties["Id"].Value, SeedJobs.Contract],
            Engine.Run($"Get-ClassifyJob -ConfigurationId {configuration}").OrThrow().Output.Select(one => one.Properties["Id"].Value));
    }

    [Theory]
    [InlineData("(Get-LlamaCloudConfiguration)", "These are 2 configurations")]
    [InlineData("(Get-ClassifyJob " + SeedJobs.Invoice + ")", "A classify job is not a configuration")]
    [InlineData("(Get-LlamaCloudFile " + SeedFiles.Invoice + ")", "LlamaCloud.LlamaCloudFile is not a configuration")]
    [InlineData("(Get-Command Get-Command)", "CmdletInfo is not a configuration")]
    [InlineData("$null", "configuration id is null")]
    [InlineData("@()", "0 configurations")]
    [InlineData("''", "is empty")]
    [InlineData("(Get-LlamaCloudConfiguration -Name 'Parse well')", "is for parse_v2. Give one for classify_v2")]
    public void What_is_not_one_configuration_is_refused_by_name_and_no_job_is_made(string configuration, string words)
    {
        ErrorRecord error = Engine.Run(
            $"$it = {configuration}; Start-ClassifyJob -FileInput {SeedFiles.Invoice} -ConfigurationId $it").Terminating!;

        Assert.Contains(words, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.Requests.All, request => request.Method == "POST");
    }

    [Fact]
    public void WhatIf_shows_the_name_and_the_id() =>
        Assert.Contains(
            $"\"Remove configuration\" on target \"Inbox documents ({SeedConfigurations.Inbox})\"",
            Engine.Show($"Get-LlamaCloudConfiguration {SeedConfigurations.Inbox} | Remove-LlamaCloudConfiguration -WhatIf"),
            StringComparison.Ordinal);
}
