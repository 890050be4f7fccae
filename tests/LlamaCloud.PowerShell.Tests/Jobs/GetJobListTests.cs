using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>Without ids it lists, and only then.</summary>
public sealed class GetJobListTests : GroupTest
{
    private const string Json = "application/json";

    // In the order of the service, which is not that of the ids.
    private string[] All => [.. Jobs.Of(null).Select(job => (string)job["id"]!)];

    [Theory]
    [EachProduct]
    public void It_lists_all_pages_in_the_order_of_the_service(TestedProduct product)
    {
        Use(product);
        Put(250);

        Assert.Equal(All, Ids(Run("Get-<Job>").OrThrow()));
        Assert.Equal([Product.List(""), Product.List("&page_token=after-100"), Product.List("&page_token=after-200")], Emulator.Requests.Targets);
    }

    [Theory]
    [EachProduct]
    public void Another_project_has_its_own_list(TestedProduct product)
    {
        Use(product);
        Assert.Equal([Elsewhere], Ids(Run($"Get-<Job> -ProjectId {JobStore.OtherProjectId}").OrThrow()));
        Assert.Equal([Product.List("&project_id=" + JobStore.OtherProjectId)], Emulator.Requests.Targets);
    }

    [Theory]
    [EachProduct("completed")]
    [EachProduct("Completed")]
    [EachProduct("COMPLETED")]
    [EachProduct("' completed '")]
    public void A_status_is_sent_as_the_service_spells_it(TestedProduct product, string status)
    {
        Use(product);
        Assert.Equal([Done, Second, Third, Fourth], Ids(Run($"Get-<Job> -Status {status}").OrThrow()));
        Assert.Equal([Product.List("&status=" + Product.Completed)], Emulator.Requests.Targets);
    }

    [Theory]
    [EachProduct]
    public void A_status_that_the_service_does_not_know_is_its_error(TestedProduct product)
    {
        Use(product);
        ErrorRecord error = Assert.Single(Run("Get-<Job> -Status done").Errors);

        Assert.Equal(Error("InvalidRequest"), IdOf(error));
        Assert.Contains(Product.Completed, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [EachProduct]
    public void Times_are_inclusive_and_sent_as_UTC(TestedProduct product)
    {
        Use(product);
        // Of the receipt and of the contract, in a zone of their own and in UTC.
        Assert.Equal(
            [Second, Third],
            Ids(Run("Get-<Job> -CreatedAfter 2026-09-01T11:07:19.117+02:00 -CreatedBefore 2026-09-01T09:08:19.117Z").OrThrow()));
        Assert.Equal(["2026-09-01T09:07:19.117Z"], Values(Emulator.Requests.Targets[0], "created_at_on_or_after"));
        Assert.Equal(["2026-09-01T09:08:19.117Z"], Values(Emulator.Requests.Targets[0], "created_at_on_or_before"));
    }

    [Theory]
    [OneProduct("'2026-09-01 05:07'")]
    [OneProduct("([datetime]'2026-09-01T05:07')")]
    [OneProduct("([datetime]::new(2026, 9, 1, 5, 7, 0, [DateTimeKind]::Local))")]
    [OneProduct("([datetime]::new(2026, 9, 1, 9, 7, 0, [DateTimeKind]::Utc))")]
    [OneProduct("([datetimeoffset]'2026-09-01T11:07+02:00')")]
    public void A_time_without_a_zone_is_local(TestedProduct product, string time)
    {
        Use(product);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The zone of a process is that of the machine there.");
        string? before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", "America/New_York");
            TimeZoneInfo.ClearCachedData();
            Run($"Get-<Job> -CreatedAfter {time}").OrThrow();
            Run($"Get-<Job> -CreatedBefore {time}").OrThrow();
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
    [OneProduct("-First 5", 5, "5")]
    [OneProduct("-First 100", 100, "100")]
    [OneProduct("-First 150", 150, "100", "100")]
    [EachProduct("-First 5 -PageSize 3", 5, "3", "3")]
    [OneProduct("-First 3 -PageSize 50", 3, "3")]
    [OneProduct("-First 1000", 258, "100", "100", "100")]
    [EachProduct("-PageSize 90", 258, "90", "90", "90")]
    public void First_and_page_size_ask_for_no_more_than_is_wanted(TestedProduct product, string parameters, int jobs, params string[] sizes)
    {
        Use(product);
        Put(250);

        Assert.Equal(All.Take(jobs), Ids(Run("Get-<Job> " + parameters).OrThrow()));
        Assert.Equal(sizes, Emulator.Requests.Targets.Select(target => Values(target, "page_size").Single()));
    }

    [Theory]
    [OneProduct("-PageSize 0")]
    [OneProduct("-PageSize 101")]
    [OneProduct("-First 0")]
    [OneProduct("-First -1")]
    [OneProduct("-Status ''")]
    [OneProduct("-Status '  '")]
    [OneProduct("-ConfigurationId ' '")]
    [OneProduct("-ConfigurationId $null")]
    [OneProduct("-CreatedAfter yesterdayish")]
    public void Values_out_of_range_are_refused(TestedProduct product, string parameters)
    {
        Use(product);
        Assert.NotNull(Run("Get-<Job> " + parameters).Terminating);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [EachProduct]
    public async Task The_next_page_is_not_asked_for_before_half_of_this_one_was_written(TestedProduct product)
    {
        Use(product);
        Put(250);
        int seen = 0;
        Engine.Runspace.SessionStateProxy.SetVariable("take", () =>
        {
            if (++seen == 50)
            {
                throw new InvalidOperationException("enough");
            }
        });
        EngineResult result = Run("Get-<Job> | ForEach-Object { $take.Invoke() }");

        Assert.Contains("enough", result.Terminating!.ToString(), StringComparison.Ordinal);
        await AssertNoMoreAsync(1);
    }

    [Theory]
    [EachProduct]
    public void The_next_page_is_asked_for_once_half_of_this_one_was_written(TestedProduct product)
    {
        Use(product);
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
        Run("Get-<Job> | ForEach-Object { $take.Invoke() }").OrThrow();

        Assert.Equal([2, 3], arrived);
        Assert.Equal(258, seen);
    }

    [Theory]
    [EachProduct]
    public void Empty_pages_are_followed(TestedProduct product)
    {
        Use(product);
        Put(3);
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, Json, """{"items":[],"next_page_token":"one"}"""), times: 1);
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, Json, """{"items":[],"next_page_token":"after-0"}"""), times: 1);

        Assert.Equal(All, Ids(Run("Get-<Job>").OrThrow()));
        Assert.Equal([null, "one", "after-0"], Emulator.Requests.Targets.Select(target => Values(target, "page_token").SingleOrDefault()));
    }

    [Theory]
    [EachProduct("""{"items":[{"id":"<id>1"}],"next_page_token":"again"}""", 2)]
    [EachProduct("""{"items":[],"next_page_token":"again"}""", 0)]
    public void A_token_that_comes_again_is_an_error(TestedProduct product, string page, int jobs)
    {
        Use(product);
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, Json, In(page)));
        EngineResult result = Run("Get-<Job>");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(Error("InvalidResponse"), IdOf(error));
        Assert.Contains("would never end", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(jobs, result.Output.Count);
        Assert.Equal([Product.List(""), Product.List("&page_token=again")], Emulator.Requests.Targets);
    }

    [Theory]
    [EachProduct]
    public void A_page_that_fails_ends_the_list_and_what_came_before_is_written(TestedProduct product)
    {
        Use(product);
        Put(250);
        Emulator.Faults.Add("GET", Route, Fault.Delay(TimeSpan.Zero), times: 1);
        Emulator.Faults.Add("GET", Route, Fault.Status(403, "No more"));
        EngineResult result = Run("Get-<Job>");

        Assert.Equal(Error("Forbidden"), IdOf(Assert.Single(result.Errors)));
        Assert.Equal(All.Take(100), Ids(result));
        Assert.Equal(2, Emulator.Requests.All.Count);
    }

    [Theory]
    [EachProduct("@() | Get-<Job>")]
    [EachProduct("& { } | Get-<Job>")]
    [EachProduct("Get-<Job> @()")]
    public void Nothing_in_lists_nothing(TestedProduct product, string script)
    {
        Use(product);
        Assert.Empty(Run(script).OrThrow().Output);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [EachProduct("Get-<Job> -JobId $null")]
    [EachProduct("Get-<Job> $neverSet")]
    [EachProduct("Get-<Job> -JobId ([pscustomobject]@{ a = 1 }).JobId")]
    [EachProduct("$null | Get-<Job>")]
    [EachProduct("$neverSet | Get-<Job>")]
    public void What_was_never_set_is_an_error_and_never_a_list(TestedProduct product, string script)
    {
        Use(product);
        EngineResult result = Run(script);

        Assert.Equal(Error("IdInvalid"), IdOf(Assert.Single(result.Errors)));
        Assert.Empty(result.Output);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [EachProduct("[pscustomobject]@{ JobId = 'a'; ProjectId = 'p' } | Get-<Job> -Status COMPLETED")]
    [EachProduct("[pscustomobject]@{ project_id = 'p' } | Get-<Job> -First 5")]
    [EachProduct("'a' | Get-<Job> -Status COMPLETED")]
    [EachProduct("'a' | Get-<Job> -PageSize 5")]
    [EachProduct("@() | Get-<Job> -CreatedAfter 2026-09-01")]
    public void A_list_takes_nothing_from_the_pipeline(TestedProduct product, string script)
    {
        Use(product);
        EngineResult result = Run(script);

        Assert.Equal(Error("ListInPipeline"), IdOf(result.Terminating));
        Assert.Empty(result.Output);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [EachProduct]
    public void Ids_and_filters_do_not_go_together(TestedProduct product)
    {
        Use(product);
        Assert.NotNull(Run("Get-<Job> a -Status COMPLETED").Terminating);
        Assert.Empty(Emulator.Requests.All);
    }
}
