using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Usage;

/// <summary>What was used and what it cost: of every organization, of one, of a project, and of a job.</summary>
public sealed class GetLlamaCloudUsageTests : ModuleTest
{
    private const string Acme = "0a000000-0000-4000-8000-00000000000a";
    private const string Globex = "0b000000-0000-4000-8000-00000000000b";
    private const string Sums = "/api/v1/beta/usage-metrics/aggregate";

    [Fact]
    public void Sums_of_every_organization_have_the_names_of_projects()
    {
        EngineResult result = Engine.Run("Get-LlamaCloudUsage -GroupBy Project, EventType, project").OrThrow();

        Assert.Equal(
            [("Default", "pages_classified", 8.0), ("Invoices 2026", "pages_classified", 2.0)],
            result.Output.Select(one => ((string)one.Properties["ProjectName"].Value, (string)one.Properties["EventType"].Value,
                (double)one.Properties["Credits"].Value)));
        Assert.Equal(
            [
                $"{Sums}?group_by=project_id&group_by=event_type&organization_id={Acme}",
                $"{Sums}?group_by=project_id&group_by=event_type&organization_id={Globex}",
            ],
            Emulator.Requests.Targets.Where(target => target.StartsWith(Sums, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData($"-OrganizationId {Acme}", $"?group_by=day&organization_id={Acme}")]
    [InlineData($"-ProjectId {JobStore.OtherProjectId}", $"?group_by=day&project_id={JobStore.OtherProjectId}&organization_id={Acme}")]
    [InlineData("-ProjectId 'Invoices 2026'", $"?group_by=day&project_id={JobStore.OtherProjectId}&organization_id={Acme}")]
    [InlineData(
        $"-OrganizationId {Acme} -After 2026-09-01 -Before 2026-09-30T23:30:00Z -EventType pages_parsed, pages_split",
        $"?group_by=day&event_types=pages_parsed&event_types=pages_split&day_on_or_after=2026-09-01&day_on_or_before=2026-09-30"
            + $"&organization_id={Acme}")]
    [InlineData($"-OrganizationId {Acme} -GroupBy tier, day", $"?group_by=tier&group_by=day&organization_id={Acme}")]
    public void What_is_asked_for_is_sent_and_the_date_counts_as_it_stands(string arguments, string query)
    {
        Engine.Run($"Get-LlamaCloudUsage {arguments}").OrThrow();

        Assert.Equal([Sums + query], Emulator.Requests.Targets.Where(target => target.StartsWith(Sums, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("$job")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($job))")]
    [InlineData("$job.Id")]
    [InlineData("[pscustomobject]@{ job_id = $job.Id }")]
    [InlineData(
        "(ConvertFrom-LlamaCloudWebhook \"{\"\"event_type\"\":\"\"classify.success\"\",\"\"data\"\":{\"\"id\"\":\"\"$($job.Id)\"\"}}\")")]
    public void A_job_says_what_it_cost_whatever_it_comes_in(string given)
    {
        PSObject record = Engine.Run($"$job = Get-ClassifyJob {SeedJobs.Invoice}; {given} | Get-LlamaCloudUsage").OrThrow().Output.Single();

        Assert.Equal("LlamaCloud.LlamaCloudUsageRecord", record.TypeNames[0]);
        Assert.Equal(
            (SeedJobs.Invoice, "pages_classified", 2.0, "Default"),
            (record.Properties["JobId"].Value, record.Properties["EventType"].Value, record.Properties["Credits"].Value,
                record.Properties["ProjectName"].Value));
    }

    [Fact]
    public void Jobs_of_several_products_and_organizations_come_in_input_order()
    {
        EngineResult result = Engine.Run($$"""
            $parsed = Start-ParseJob -FileInput dfl-1f1f1f1f-1111-4111-8111-111111111111 -Tier agentic -Wait
            $parsed, '{{SeedJobs.Elsewhere}}', 'ext-0', '{{SeedJobs.Invoice}}', (Get-LlamaCloudFile -First 1) | Get-LlamaCloudUsage
            """);

        Assert.Equal([10.0, 2.0, 2.0], result.Output.Select(one => one.Properties["Credits"].Value));
        Assert.Equal(["LlamaCloudUsageNotFound", "LlamaCloudUsageIdWrongType"], IdsOf(result));
        Assert.Equal("ext-0", result.Errors[0].TargetObject);
        Assert.Contains("LlamaCloudFile is not a job", result.Errors[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_that_is_none_is_refused_before_anything_is_sent()
    {
        ErrorRecord error = Engine.Run("Get-LlamaCloudUsage -GroupBy Day, Month").Terminating!;

        Assert.Equal("LlamaCloudUsageGroupInvalid", IdOf(error));
        Assert.Contains("Give Day, Project, EventType, Tier.", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void Without_names_of_projects_there_is_usage_all_the_same_where_the_organization_is_known()
    {
        Emulator.Faults.Add("GET", "/api/v2/projects", Fault.Status(403, "not for you"));
        Emulator.Faults.Add("GET", "/api/v1/projects", Fault.Status(403, "not for you"));
        Emulator.Faults.Add("GET", "/api/v2/organizations", Fault.Status(403, "not for you"));
        Emulator.Faults.Add("GET", "/api/v1/projects", Fault.Status(403, "not for you"));
        EngineResult known = Engine.Run($"Get-LlamaCloudUsage -GroupBy Project -OrganizationId {Acme} -Verbose").OrThrow();
        EngineResult unknown = Engine.Run("Get-LlamaCloudUsage -GroupBy Project");

        Assert.Equal(2, known.Output.Count);
        Assert.All(known.Output, one => Assert.Null(one.Properties["ProjectName"].Value));
        Assert.Contains(known.Verbose, line => line.StartsWith("The names of projects could not be read.", StringComparison.Ordinal));
        Assert.Equal("LlamaCloudProjectForbidden", IdOf(unknown.Terminating));
    }

    [Fact]
    public void Groups_and_events_are_completed()
    {
        Assert.Equal(["Day", "Project", "EventType", "Tier"], Complete("Get-LlamaCloudUsage ").Select(one => one.CompletionText));
        Assert.Equal(["pages_parsed"], Complete("Get-LlamaCloudUsage -EventType pages_p").Select(one => one.CompletionText));
    }

    [Theory]
    [InlineData(PSLanguageMode.FullLanguage)]
    [InlineData(PSLanguageMode.ConstrainedLanguage)]
    public void The_tables_fit(PSLanguageMode mode)
    {
        const string Sum = """
            Day        ProjectName          EventType            Tier               Credits
            ---        -----------          ---------            ----               -------
            2026-09-01 Default              pages_classified     fast                  8.00
            2026-09-01 Invoices 2026        pages_classified     fast                  2.00
            """;
        const string Record = """
            JobId                                    EventType                      Credits
            -----                                    ---------                      -------
            clj-11111111-1111-4111-8111-111111111111 pages_classified                  2.00
            """;
        HostedEngine engine = Start(new HostedEngine(80, mode));

        Assert.Equal(Sum, Lines(engine.Show("Get-LlamaCloudUsage Day, Project, EventType, Tier")));
        Assert.Equal(Record, Lines(engine.Show($"Get-LlamaCloudUsage -JobId {SeedJobs.Invoice}")));
    }

    [Theory]
    [InlineData("-After 2026-09-02 -Before 2026-09-01", true)]
    [InlineData("-After '2026-09-01 12:00' -Before '2026-09-01 10:00'", false)]
    public void Days_that_nothing_is_between_are_refused(string period, bool isRefused)
    {
        EngineResult result = Engine.Run("Get-LlamaCloudUsage " + period);

        Assert.Equal(isRefused ? "LlamaCloudUsagePeriodInvalid" : null, result.Terminating?.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(isRefused, Emulator.Requests.All.Count == 0);
    }
}
