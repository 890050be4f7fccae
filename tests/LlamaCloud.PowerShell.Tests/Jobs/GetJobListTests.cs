using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>Without ids it lists, and only then.</summary>
public sealed class GetClassifyJobListTests : GroupTest
{
    private const string Json = "application/json";

    // In the order of the service, which is not that of the ids.
    private string[] All => [.. Emulator.Jobs.Of(null).Select(job => (string)job["id"]!)];

    [Fact]
    public void It_lists_all_pages_in_the_order_of_the_service()
    {
        Put(250);

        Assert.Equal(All, Ids(Engine.Run("Get-ClassifyJob").OrThrow()));
        Assert.Equal([List + "?page_size=100", List + "?page_size=100&page_token=after-100", List + "?page_size=100&page_token=after-200"], Emulator.Requests.Targets);
    }

    [Fact]
    public void Another_project_has_its_own_list()
    {
        Assert.Equal([SeedJobs.Elsewhere], Ids(Engine.Run($"Get-ClassifyJob -ProjectId {JobStore.OtherProjectId}").OrThrow()));
        Assert.Equal([$"{List}?page_size=100&project_id={JobStore.OtherProjectId}"], Emulator.Requests.Targets);
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("Completed")]
    [InlineData("COMPLETED")]
    [InlineData("' completed '")]
    public void A_status_is_sent_as_the_service_spells_it(string status)
    {
        Assert.Equal([SeedJobs.Invoice, SeedJobs.Receipt, SeedJobs.Contract, SeedJobs.NoMatch], Ids(Engine.Run($"Get-ClassifyJob -Status {status}").OrThrow()));
        Assert.Equal([List + "?page_size=100&status=COMPLETED"], Emulator.Requests.Targets);
    }

    [Fact]
    public void A_status_that_the_service_does_not_know_is_its_error()
    {
        ErrorRecord error = Assert.Single(Engine.Run("Get-ClassifyJob -Status done").Errors);

        Assert.StartsWith("ClassifyJobInvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("COMPLETED", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_is_sent_as_it_is()
    {
        const string Configuration = "cfg-33333333-bbbb-4bbb-8bbb-333333333333";

        Assert.Equal([SeedJobs.Contract], Ids(Engine.Run($"Get-ClassifyJob -ConfigurationId {Configuration}").OrThrow()));
        Assert.Equal([$"{List}?page_size=100&configuration_id={Configuration}"], Emulator.Requests.Targets);
    }

    [Fact]
    public void Times_are_inclusive_and_sent_as_UTC()
    {
        // Of the receipt and of the contract, in a zone of their own and in UTC.
        Assert.Equal(
            [SeedJobs.Receipt, SeedJobs.Contract],
            Ids(Engine.Run("Get-ClassifyJob -CreatedAfter 2026-09-01T11:07:19.117+02:00 -CreatedBefore 2026-09-01T09:08:19.117Z").OrThrow()));
        Assert.Equal(["2026-09-01T09:07:19.117Z"], Values(Emulator.Requests.Targets[0], "created_at_on_or_after"));
        Assert.Equal(["2026-09-01T09:08:19.117Z"], Values(Emulator.Requests.Targets[0], "created_at_on_or_before"));
    }

    [Theory]
    [InlineData("'2026-09-01 05:07'")]
    [InlineData("([datetime]'2026-09-01T05:07')")]
    [InlineData("([datetime]::new(2026, 9, 1, 5, 7, 0, [DateTimeKind]::Local))")]
    [InlineData("([datetime]::new(2026, 9, 1, 9, 7, 0, [DateTimeKind]::Utc))")]
    [InlineData("([datetimeoffset]'2026-09-01T11:07+02:00')")]
    public void A_time_without_a_zone_is_local(string time)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The zone of a process is that of the machine there.");
        string? before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", "America/New_York");
            TimeZoneInfo.ClearCachedData();
            Engine.Run($"Get-ClassifyJob -CreatedAfter {time}").OrThrow();
            Engine.Run($"Get-ClassifyJob -CreatedBefore {time}").OrThrow();
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }

        Assert.Equal(["2026-09-01T09:07:00Z"], Values(Emulator.Requests.Targets[0], "created_at_on_or_after"));
        Assert.Equal(["2026-09-01T09:07:00Z"], Values(Emulator.Requests.Targets[1], "created_at_on_or_before"));
    }

    [Theory]
    [InlineData("-First 5", 5, "5")]
    [InlineData("-First 100", 100, "100")]
    [InlineData("-First 150", 150, "100", "100")]
    [InlineData("-First 5 -PageSize 3", 5, "3", "3")]
    [InlineData("-First 3 -PageSize 50", 3, "3")]
    [InlineData("-First 1000", 258, "100", "100", "100")]
    [InlineData("-PageSize 90", 258, "90", "90", "90")]
    public void First_and_page_size_ask_for_no_more_than_is_wanted(string parameters, int jobs, params string[] sizes)
    {
        Put(250);

        Assert.Equal(All.Take(jobs), Ids(Engine.Run("Get-ClassifyJob " + parameters).OrThrow()));
        Assert.Equal(sizes, Emulator.Requests.Targets.Select(target => Values(target, "page_size").Single()));
    }

    [Theory]
    [InlineData("-PageSize 0")]
    [InlineData("-PageSize 101")]
    [InlineData("-First 0")]
    [InlineData("-First -1")]
    [InlineData("-Status ''")]
    [InlineData("-Status '  '")]
    [InlineData("-ConfigurationId ' '")]
    [InlineData("-ConfigurationId $null")]
    [InlineData("-CreatedAfter yesterdayish")]
    public void Values_out_of_range_are_refused(string parameters)
    {
        Assert.NotNull(Engine.Run("Get-ClassifyJob " + parameters).Terminating);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public async Task The_next_page_is_not_asked_for_before_half_of_this_one_was_written()
    {
        Put(250);
        int seen = 0;
        Engine.Runspace.SessionStateProxy.SetVariable("take", () =>
        {
            if (++seen == 50)
            {
                throw new InvalidOperationException("enough");
            }
        });
        EngineResult result = Engine.Run("Get-ClassifyJob | ForEach-Object { $take.Invoke() }");

        Assert.Contains("enough", result.Terminating!.ToString(), StringComparison.Ordinal);
        await AssertNoMoreAsync(1);
    }

    [Fact]
    public void The_next_page_is_asked_for_once_half_of_this_one_was_written()
    {
        Put(250);
        int seen = 0;
        int[] arrived = new int[2];
        Engine.Runspace.SessionStateProxy.SetVariable("take", () =>
        {
            seen++;
            if (seen is 51 or 151)
            {
                // It comes while this one is still being written, or never.
                arrived[seen / 100] = Emulator.Requests.WaitForAsync(2 + (seen / 100)).GetAwaiter().GetResult().Count;
            }
        });
        Engine.Run("Get-ClassifyJob | ForEach-Object { $take.Invoke() }").OrThrow();

        Assert.Equal([2, 3], arrived);
        Assert.Equal(258, seen);
    }

    [Fact]
    public void Empty_pages_are_followed()
    {
        Put(3);
        Emulator.Faults.Add("GET", List, Fault.Answer(200, Json, """{"items":[],"next_page_token":"one"}"""), times: 1);
        Emulator.Faults.Add("GET", List, Fault.Answer(200, Json, """{"items":[],"next_page_token":"after-0"}"""), times: 1);

        Assert.Equal(All, Ids(Engine.Run("Get-ClassifyJob").OrThrow()));
        Assert.Equal([null, "one", "after-0"], Emulator.Requests.Targets.Select(target => Values(target, "page_token").SingleOrDefault()));
    }

    [Theory]
    [InlineData("""{"items":[{"id":"clj-1"}],"next_page_token":"again"}""", 2)]
    [InlineData("""{"items":[],"next_page_token":"again"}""", 0)]
    public void A_token_that_comes_again_is_an_error(string page, int jobs)
    {
        Emulator.Faults.Add("GET", List, Fault.Answer(200, Json, page));
        EngineResult result = Engine.Run("Get-ClassifyJob");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("ClassifyJobInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("would never end", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(jobs, result.Output.Count);
        Assert.Equal([List + "?page_size=100", List + "?page_size=100&page_token=again"], Emulator.Requests.Targets);
    }

    [Fact]
    public void A_page_that_fails_ends_the_list_and_what_came_before_is_written()
    {
        Put(250);
        Emulator.Faults.Add("GET", List, Fault.Delay(TimeSpan.Zero), times: 1);
        Emulator.Faults.Add("GET", List, Fault.Status(403, "No more"));
        EngineResult result = Engine.Run("Get-ClassifyJob");

        Assert.StartsWith("ClassifyJobForbidden,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(All.Take(100), Ids(result));
        Assert.Equal(2, Emulator.Requests.All.Count);
    }

    [Theory]
    [InlineData("@() | Get-ClassifyJob")]
    [InlineData("& { } | Get-ClassifyJob")]
    [InlineData("Get-ClassifyJob @()")]
    public void Nothing_in_lists_nothing(string script)
    {
        Assert.Empty(Engine.Run(script).OrThrow().Output);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("Get-ClassifyJob -JobId $null")]
    [InlineData("Get-ClassifyJob $neverSet")]
    [InlineData("Get-ClassifyJob -JobId ([pscustomobject]@{ a = 1 }).JobId")]
    [InlineData("$null | Get-ClassifyJob")]
    [InlineData("$neverSet | Get-ClassifyJob")]
    public void What_was_never_set_is_an_error_and_never_a_list(string script)
    {
        EngineResult result = Engine.Run(script);

        Assert.StartsWith("ClassifyJobIdInvalid,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ JobId = 'a'; ProjectId = 'p' } | Get-ClassifyJob -Status COMPLETED")]
    [InlineData("[pscustomobject]@{ project_id = 'p' } | Get-ClassifyJob -First 5")]
    [InlineData("'a' | Get-ClassifyJob -Status COMPLETED")]
    [InlineData("'a' | Get-ClassifyJob -PageSize 5")]
    [InlineData("@() | Get-ClassifyJob -CreatedAfter 2026-09-01")]
    public void A_list_takes_nothing_from_the_pipeline(string script)
    {
        EngineResult result = Engine.Run(script);

        Assert.StartsWith("ClassifyJobListInPipeline,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void Ids_and_filters_do_not_go_together()
    {
        Assert.NotNull(Engine.Run("Get-ClassifyJob a -Status COMPLETED").Terminating);
        Assert.Empty(Emulator.Requests.All);
    }
}
