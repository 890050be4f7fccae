using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>Without ids it lists, and only then.</summary>
public sealed class GetJobListTests : GroupTest
{
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
    [OneProduct("Completed")]
    [OneProduct("COMPLETED")]
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
    [EachProduct("@() | Get-<Job>")]
    [OneProduct("& { } | Get-<Job>")]
    [OneProduct("Get-<Job> @()")]
    public void Nothing_in_lists_nothing(TestedProduct product, string script)
    {
        Use(product);
        Assert.Empty(Run(script).OrThrow().Output);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [EachProduct("Get-<Job> -JobId $null")]
    [OneProduct("Get-<Job> $neverSet")]
    [OneProduct("Get-<Job> -JobId ([pscustomobject]@{ a = 1 }).JobId")]
    [EachProduct("$null | Get-<Job>")]
    [OneProduct("$neverSet | Get-<Job>")]
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
    [OneProduct("[pscustomobject]@{ project_id = 'p' } | Get-<Job> -First 5")]
    [OneProduct("'a' | Get-<Job> -Status COMPLETED")]
    [OneProduct("'a' | Get-<Job> -PageSize 5")]
    [OneProduct("@() | Get-<Job> -CreatedAfter 2026-09-01")]
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

    [Theory]
    [EachProduct]
    public void Times_that_nothing_is_between_are_refused(TestedProduct product)
    {
        Use(product);
        ErrorRecord? error = Run("Get-<Job> -CreatedAfter 2026-09-02T00:00:00Z -CreatedBefore 2026-09-01T00:00:00Z").Terminating;

        Assert.Equal(Error("PeriodInvalid"), IdOf(error));
        Assert.Contains(
            "-CreatedAfter 2026-09-02 00:00:00+00:00 is later than -CreatedBefore 2026-09-01 00:00:00+00:00",
            error!.ToString(),
            StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }
}
