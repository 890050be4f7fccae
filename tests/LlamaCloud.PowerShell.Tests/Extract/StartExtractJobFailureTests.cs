using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Extract;

/// <summary>Nothing is lost, and nothing is made twice, though the service has no transaction ids here.</summary>
public sealed class StartExtractJobFailureTests : ExtractTest
{
    [Fact]
    public void A_document_that_was_there_before_is_sent_once_and_the_error_says_how_to_find_its_job()
    {
        Emulator.Faults.Add("POST", Extract, Fault.CutAfterWork(), times: 1);
        EngineResult result = Engine.Run($"Start-ExtractJob -FileInput {SeedFiles.Invoice} -Schema $schema");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Contains(
            $"The job may have been started all the same: Get-ExtractJob -FileInput {SeedFiles.Invoice} lists the jobs of that document.",
            error.ToString(),
            StringComparison.Ordinal);
        Assert.Equal((1, 1), (Count("POST", Extract), Emulator.ExtractJobs.Count));
        PSObject found = Engine.Run($"Get-ExtractJob -FileInput {SeedFiles.Invoice}").OrThrow().Output.Single();
        Assert.Equal(SeedFiles.Invoice, found.Properties["FileInput"].Value);
    }

    [Fact]
    public void Where_the_job_cannot_be_looked_for_the_error_names_the_copy_that_was_uploaded()
    {
        Write("a.txt");
        Engine.Run("Connect-LlamaCloud -SkipCheck -MaximumRetryCount 0").OrThrow();
        Emulator.Faults.Add("POST", Extract, Fault.CutAfterWork(), times: 1);
        Emulator.Faults.Add("GET", Extract, Fault.Status(400, "no"));
        EngineResult result = Engine.Run("Start-ExtractJob a.txt -Schema $schema");

        string file = Emulator.Files.All.Single(one => one.Name == "a.txt").Id;
        Assert.Contains($"Get-ExtractJob -FileInput {file} lists", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.Equal(1, Emulator.ExtractJobs.Count);
    }

    [Fact]
    public void Without_credits_nothing_more_is_sent()
    {
        foreach (int number in Enumerable.Range(0, 30))
        {
            Write($"{number:00}.txt");
        }

        Emulator.Faults.Add("POST", Extract, Fault.Status(402, "Credits exceeded"));
        EngineResult result = Engine.Run("$folder.GetFiles() | Start-ExtractJob -Schema $schema -ThrottleLimit 2");

        Assert.Equal("ExtractJobPaymentRequired", IdOf(result.Terminating));
        Assert.True(Count("POST", Extract) <= 3);
        Assert.Equal(0, Emulator.ExtractJobs.Count);
    }

    // Of a saved schema it would be wrong for all.
    private const string Refusal =
        """{"detail":[{"loc":["body","configuration","FIELD"],"msg":"is not what we take","type":"value_error"}]}""";

    [Theory]
    [InlineData("data_schema", "$rows | Start-ExtractJob", 3)]
    [InlineData("data_schema", "$rows | Start-ExtractJob -Schema { $_.Schema }", 3)]
    [InlineData("data_schema", "$rows | % FileId | Start-ExtractJob -Schema $schema", 1)]
    [InlineData("target_pages", "$rows | Start-ExtractJob", 3)]
    [InlineData("target_pages", "$rows | % FileId | Start-ExtractJob -Schema $schema -TargetPages 2", 1)]
    [InlineData("tier", "$rows | Start-ExtractJob -Tier agentic", 1)]
    public void What_came_with_a_row_fails_the_row_and_what_was_given_for_all_ends_the_command(string field, string script, int sent)
    {
        Emulator.Faults.Add(
            "POST",
            Extract,
            Fault.Answer(422, "application/json", Refusal.Replace("FIELD", field, StringComparison.Ordinal)));
        EngineResult result = Engine.Run($$"""
            $rows = 1..3 | % { [pscustomobject]@{ FileId = '{{SeedFiles.Invoice}}'; Schema = $schema; TargetPages = '2' } }
            {{script}} -ThrottleLimit 1
            """);

        Assert.Equal(sent == 1, result.Terminating is not null);
        Assert.Equal((sent, sent == 1 ? 0 : 3), (Count("POST", Extract), result.Errors.Count));
    }
}
