using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.Client.Tests.Usage;

/// <summary>What was used: sums, and the records that they are of.</summary>
public sealed class UsageClientTests : EmulatorTest
{
    private const string Acme = "0a000000-0000-4000-8000-00000000000a";
    private const string Root = "/api/v1/beta/usage-metrics";

    [Fact]
    public async Task Sums_are_of_what_they_are_grouped_by()
    {
        IReadOnlyList<LlamaCloudUsage> sums = await Client.Usage.SumAsync(
            Acme,
            ["day", "event_type"],
            new UsageFilter { ProjectId = JobStore.DefaultProjectId, EventTypes = ["pages_classified"],
                FirstDay = new DateTime(2026, 9, 1), LastDay = new DateTime(2026, 9, 30) },
            Cancellation);

        LlamaCloudUsage sum = Assert.Single(sums);
        Assert.Equal(("2026-09-01", "pages_classified", null, null, Acme),
            (sum.Day, sum.EventType, sum.Tier, sum.ProjectId, sum.OrganizationId));
        Assert.Equal((8.0, 4L, 4L), (sum.Credits, sum.Value, sum.RecordCount));
        Assert.Equal(
            [
                $"{Root}/aggregate?group_by=day&group_by=event_type&event_types=pages_classified&day_on_or_after=2026-09-01"
                    + $"&day_on_or_before=2026-09-30&project_id={JobStore.DefaultProjectId}&organization_id={Acme}",
            ],
            Emulator.Requests.Targets);
    }

    [Fact]
    public async Task A_job_has_its_records()
    {
        Emulator.Usage.Add(new JsonObject
        {
            ["id"] = "11111111-2222-4333-8444-555555555555", ["user_id"] = "u", ["event_type"] = "pages_parsed",
            ["project_id"] = JobStore.DefaultProjectId, ["organization_id"] = Acme,
            ["value"] = 3, ["day"] = "2026-09-02", ["event_aggregation_key"] = SeedJobs.Invoice,
            ["event_aggregation_type"] = "pdf", ["credits"] = null,
            ["usage_tags"] = new JsonArray("a"), ["later"] = 1,
        });
        IReadOnlyList<LlamaCloudUsageRecord> records = await Client.Usage.List(Acme, new UsageFilter { JobId = SeedJobs.Invoice })
            .ReadAllAsync(Cancellation);

        Assert.Equal([("pages_classified", (double?)2, (long?)1), ("pages_parsed", null, 3)],
            records.Select(record => (record.EventType, record.Credits, record.Value)));
        Assert.All(records, record => Assert.Equal(SeedJobs.Invoice, record.JobId));
        Assert.Equal(("fast", "a", 1L),
            (records[0].Properties["tier"], records[1].UsageTags![0], records[1].AdditionalProperties["later"]));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"buckets":[null]}""")]
    public async Task What_is_no_sum_is_refused(string answer)
    {
        Emulator.Faults.Add("GET", Root + "/aggregate", Fault.Answer(200, "application/json", answer));

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, (await FailureOf(Client.Usage.SumAsync(Acme, ["day"], null, Cancellation))).Kind);
    }
}
