using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Extract;

/// <summary>Reading, waiting, stopping and removing, as far as it is not that of every product; and what is asked of schemas.</summary>
public sealed class ExtractJobTests : ExtractTest
{
    [Fact]
    public void Credits_are_asked_for_singly_and_only_where_they_are_wanted()
    {
        Write("a.txt");
        Write("b.txt");
        Engine.Run("$jobs = Start-ExtractJob *.txt -Schema $schema -Wait").OrThrow();
        Emulator.Requests.Clear();
        EngineResult without = Engine.Run("$jobs | Get-ExtractJob").OrThrow();
        Assert.All(without.Output, job => Assert.Null(job.Properties["Credits"].Value));
        Assert.Single(Emulator.Requests.All);

        EngineResult with = Engine.Run("$jobs | Get-ExtractJob -IncludeUsage").OrThrow();
        Assert.All(with.Output, job => Assert.Equal(8.0, job.Properties["Credits"].Value));
        Assert.All(
            Emulator.Requests.All.Skip(1),
            request => Assert.Contains("?expand=configuration&expand=usage", request.Target, StringComparison.Ordinal));
        Assert.Equal(3, Emulator.Requests.All.Count);
    }

    [Fact]
    public void What_is_known_of_the_values_is_read_where_it_is_wanted()
    {
        Write("a.txt");
        Engine.Run("$job = Start-ExtractJob a.txt -Schema $schema -Wait").OrThrow();
        Assert.Null(Engine.Run("($job | Get-ExtractJob).ExtractMetadata").OrThrow().Output.Single());
        Assert.NotNull(
            Engine.Run("(Get-ExtractJob -First 1 -IncludeMetadata).ExtractMetadata.FieldMetadata.DocumentMetadata.Total")
                .OrThrow().Output
                .Single());
        Assert.Equal(
            "Number, Date, Total, Payer, Lines",
            Engine.Run("\"$((Get-ExtractJob -First 1).Configuration)\"").OrThrow().Output.Single().ToString());
    }

    [Fact]
    public void A_job_that_runs_is_stopped_and_removed()
    {
        Emulator.ExtractJobs.RunningFor = TimeSpan.FromHours(1);
        Engine.Run($"$jobs = '{SeedFiles.Invoice}', '{SeedFiles.Receipt}' | Start-ExtractJob -Schema $schema").OrThrow();
        Assert.Equal("CANCELLED", Engine.Run("$jobs[0] | Stop-ExtractJob -PassThru").OrThrow().Output.Single().Properties["Status"].Value);
        EngineResult refused = Engine.Run("$jobs[1] | Remove-ExtractJob");
        Assert.Contains("cannot be removed before it has ended", Assert.Single(refused.Errors).ToString(), StringComparison.Ordinal);
        Engine.Run("$jobs | Remove-ExtractJob -Force").OrThrow();
        Assert.Equal(0, Emulator.ExtractJobs.Count);
    }

    [Fact]
    public void A_job_that_the_service_holds_back_is_waited_for()
    {
        Emulator.Faults.Add("GET", Extract, Fault.Answer(200, "application/json", """{"items":[],"next_page_token":null}"""), times: 1);
        Write("a.txt");
        PSObject job = Engine.Run("Start-ExtractJob a.txt -Schema $schema | Wait-ExtractJob -Timeout 30").OrThrow().Output.Single();
        Assert.Equal(("COMPLETED", 1), (job.Properties["Status"].Value, job.Properties["RecordCount"].Value));
    }

    [Fact]
    public void The_service_is_asked_whether_it_takes_a_schema()
    {
        Assert.Equal(true, Engine.Run("Test-ExtractSchema $schema").OrThrow().Output.Single().BaseObject);
        Assert.Contains(
            "additionalProperties",
            (string)Engine.Run("Test-ExtractSchema $schema -PassThru").OrThrow().Output.Single().Properties["Json"].Value,
            StringComparison.Ordinal);

        EngineResult refused = Engine.Run("""Test-ExtractSchema '{ "type": "object", "properties": { "a": { "type": "decimal" } } }'""");
        Assert.Equal(false, refused.Output.Single().BaseObject);
        Assert.Equal(["ExtractSchemaRefused"], IdsOf(refused));
        Assert.Equal(
            "The service refuses the schema at properties.a.type: 'decimal' is not a type of JSON Schema.", refused.Errors[0].ToString());
    }

    [Fact]
    public void Where_the_service_cannot_be_asked_there_is_no_verdict()
    {
        Emulator.Faults.Add("POST", Extract + "/schema/validation", Fault.Status(403, "no"));
        EngineResult result = Engine.Run("Test-ExtractSchema $schema");
        Assert.Empty(result.Output);
        Assert.Equal(["ExtractSchemaForbidden"], IdsOf(result));
    }

    [Fact]
    public void The_service_makes_a_schema_of_words_or_a_file()
    {
        Assert.Equal(
            ["vendor", "due_date"],
            Engine.Run("(New-ExtractSchema -Prompt 'vendor, due date').Fields.Name").OrThrow().Output.Select(one => one.ToString()));
        Assert.Equal(
            ["a", "merchant"],
            Engine.Run($"(New-ExtractSchema @{{ a = [int] }} -FileInput {SeedFiles.Receipt}).Fields.Name")
                .OrThrow().Output
                .Select(one => one.ToString()));
        EngineResult wrong = Engine.Run("New-ExtractSchema -FileInput ext-1");
        Assert.Equal("LlamaCloudFileIdInvalid", IdOf(wrong.Terminating));
        Assert.Equal("ExtractSchemaMissing", IdOf(Engine.Run("New-ExtractSchema").Terminating));
    }

    [Fact]
    public void A_configuration_is_saved_with_its_options()
    {
        PSObject saved = Engine.Run("Set-ExtractConfiguration Bills $schema -Target PerPage -CiteSources -MaxPages 2")
            .OrThrow().Output
            .Single();
        Assert.Equal("extract_v2", saved.Properties["ProductType"].Value);
        System.Text.Json.Nodes.JsonNode sent = Sent("/api/v1/beta/configurations")["parameters"]!;
        Assert.Equal(
            ("extract_v2", "per_page", true, 2),
            ((string)sent["product_type"]!, (string)sent["extraction_target"]!, (bool)sent["cite_sources"]!, (int)sent["max_pages"]!));
        EngineResult refused = Engine.Run("Set-ExtractConfiguration Bills '{}'");
        Assert.Equal("LlamaCloudConfigurationInvalid", IdOf(refused.Terminating));
    }

    [Fact]
    public void The_file_of_a_job_can_be_read_and_removed_through_it()
    {
        Write("a.txt");
        Engine.Run("$job = Start-ExtractJob a.txt -Schema $schema").OrThrow();
        Assert.Equal("a.txt", Engine.Run("$job | Get-LlamaCloudFile").OrThrow().Output.Single().Properties["Name"].Value);
    }
}
