using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>What jobs have cost: one request each, where it is asked for, and no failure where the service does not tell it.</summary>
public sealed class IncludeUsageTests : ModuleTest
{
    private const string Schema = "-Schema @{ Total = [int] }";
    private const string Rule = "-Rule (New-ClassifyRule invoice 'an invoice with a total')";

    [Theory]
    [InlineData("ClassifyJob", "/api/v2/classify", Rule, 2.0)]
    [InlineData("ExtractJob", "/api/v2/extract", Schema, 8.0)]
    [InlineData("ParseJob", "/api/v2/parse", "", 3.0)]
    public void Credits_come_by_a_request_for_each_job(string noun, string path, string options, double credits)
    {
        Engine.Run($"$jobs = '{SeedFiles.Invoice}', '{SeedFiles.Receipt}' | Start-{noun} {options} -Wait").OrThrow();
        Assert.All(Engine.Run("$jobs").OrThrow().Output, job => Assert.Null(job.Properties["Credits"].Value));
        foreach (string command in (string[])[$"Get-{noun}", $"Wait-{noun}"])
        {
            Emulator.Requests.Clear();
            EngineResult result = Engine.Run($"$jobs | {command} -IncludeUsage").OrThrow();
            Assert.Equal([credits, credits], result.Output.Select(job => job.Properties["Credits"].Value));
            Assert.Equal(2, Emulator.Requests.All.Count(request => request.Target.StartsWith(path + "/", StringComparison.Ordinal) && request.Target.Contains("expand=usage", StringComparison.Ordinal)));
            Assert.Equal(2, Emulator.Requests.All.Count);
        }
    }

    [Theory]
    [InlineData("ClassifyJob", Rule)]
    [InlineData("ExtractJob", Schema)]
    [InlineData("ParseJob", "")]
    public void Jobs_that_run_are_waited_for_by_shared_requests_and_then_asked_what_they_have_cost(string noun, string options)
    {
        foreach (JobStore jobs in Emulator.AllJobs)
        {
            jobs.RunningFor = TimeSpan.FromMilliseconds(600);
        }

        Engine.Run($"$jobs = '{SeedFiles.Invoice}', '{SeedFiles.Receipt}', '{SeedFiles.Contract}' | Start-{noun} {options}").OrThrow();
        Emulator.Requests.Clear();
        EngineResult result = Engine.Run($"$jobs.Id | Wait-{noun} -IncludeUsage -Timeout 60").OrThrow();
        Assert.Equal(3, result.Output.Count);
        Assert.All(result.Output, job => Assert.Equal("COMPLETED", job.Properties["Status"].Value));
        Assert.All(result.Output, job => Assert.NotNull(job.Properties["Credits"].Value));
        Assert.Equal(3, Emulator.Requests.All.Count(request => request.Target.Contains("expand=usage", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    public void A_service_that_refuses_to_tell_it_is_asked_without(int status)
    {
        Engine.Run($"$job = Start-ClassifyJob -FileInput {SeedFiles.Invoice} {Rule} -Wait").OrThrow();
        string path = "/api/v2/classify/" + Engine.Run("$job.Id").OrThrow().Output.Single();
        foreach (string command in (string[])["Get-ClassifyJob", "Wait-ClassifyJob"])
        {
            Emulator.Requests.Clear();
            Emulator.Faults.Add("GET", path, Fault.Status(status, "expand: usage is not known"), times: 1);
            PSObject job = Engine.Run($"$job | {command} -IncludeUsage").OrThrow().Output.Single();
            Assert.Equal(("COMPLETED", null), (job.Properties["Status"].Value, job.Properties["Credits"].Value));
            Assert.Equal(2, Emulator.Requests.All.Count);
        }
    }

    [Fact]
    public void What_cannot_be_read_is_no_failure_of_a_wait()
    {
        Engine.Run($"$jobs = '{SeedFiles.Invoice}', '{SeedFiles.Receipt}' | Start-ParseJob -Wait").OrThrow();
        Emulator.Faults.Add("GET", "/api/v2/parse/" + Engine.Run("$jobs[0].Id").OrThrow().Output.Single(), Fault.Status(404, "gone"));
        EngineResult result = Engine.Run("$jobs | Wait-ParseJob -IncludeUsage -Verbose").OrThrow();
        Assert.Equal([3.0, null], result.Output.Select(job => (double?)job.Properties["Credits"].Value).OrderByDescending(credits => credits));
        Assert.Contains(result.Verbose, line => line.ToString()!.Contains("has cost could not be read", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wait_that_looks_once_tells_it_too_and_a_failed_job_is_an_error_all_the_same()
    {
        Emulator.Files.Add("empty.bin", [0, 0], "parse", "dfl-empty");
        Engine.Run($"$jobs = '{SeedFiles.Invoice}', 'dfl-empty' | Start-ParseJob").OrThrow();
        Engine.Run("$null = $jobs | Wait-ParseJob -ErrorAction Ignore").OrThrow();
        EngineResult result = Engine.Run("$jobs.Id | Wait-ParseJob -IncludeUsage -Timeout 0");
        Assert.Equal([3.0, null], result.Output.Select(job => (double?)job.Properties["Credits"].Value).OrderByDescending(credits => credits));
        Assert.Equal(["ParseJobFailed"], IdsOf(result));
    }
}
