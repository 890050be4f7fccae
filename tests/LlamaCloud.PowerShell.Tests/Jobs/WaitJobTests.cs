using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>Waiting for jobs: what comes out, and what goes wrong.</summary>
public sealed class WaitClassifyJobTests : WaitTest
{
    [Fact]
    public void What_has_ended_already_costs_no_request()
    {
        EngineResult result = Engine.Run($"$job = Get-ClassifyJob {SeedJobs.Invoice}; $job | Wait-ClassifyJob").OrThrow();

        Assert.Equal(SeedJobs.Invoice, result.Output.Single().Properties["Id"].Value);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public void Failed_is_an_error_with_the_job_and_cancelled_a_warning()
    {
        EngineResult result = Engine.Run($"'{SeedJobs.Failed}', '{SeedJobs.Cancelled}', '{SeedJobs.Failed}' | Wait-ClassifyJob");

        Assert.Equal(["FAILED", "CANCELLED"], result.Output.Select(job => job.Properties["Status"].Value));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("ClassifyJobFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("The service says: The file is encrypted and could not be read.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(SeedJobs.Failed, new PSObject(error.TargetObject).Properties["Id"].Value);
        Assert.Contains("was cancelled", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_jobs_of_five_seconds_cost_at_most_ten_requests()
    {
        string[] ids = [.. Enumerable.Range(0, 100).Select(number => $"clj-{number:000}")];
        PutAll(ids, "RUNNING");
        Clock.At(TimeSpan.FromSeconds(5), () => PutAll(ids, "COMPLETED"));
        EngineResult result = Engine.Run("0..99 | ForEach-Object { 'clj-{0:000}' -f $_ } | Wait-ClassifyJob").OrThrow();

        Assert.Equal(ids, result.Output.Select(job => (string)job.Properties["Id"].Value).Order());
        Assert.InRange(Emulator.Requests.All.Count, 2, 10);
    }

    [Fact]
    public void Each_job_comes_out_once_as_it_ends()
    {
        PutAll(["a", "b", "c"], "RUNNING");
        Clock.At(TimeSpan.FromSeconds(10), () => PutAll(["b"], "COMPLETED"));
        Clock.At(TimeSpan.FromSeconds(40), () => PutAll(["a", "c"], "COMPLETED"));
        EngineResult result = Engine.Run("'a', 'b', 'c', 'b', 'a' | Wait-ClassifyJob").OrThrow();

        Assert.Equal(["b", "a", "c"], result.Output.Select(job => job.Properties["Id"].Value));
    }

    [Fact]
    public void What_was_added_to_an_object_is_on_the_one_that_comes_out()
    {
        PutAll(["a"], "PENDING");
        Clock.At(TimeSpan.FromSeconds(5), () => PutAll(["a"], "COMPLETED"));
        PSObject job = Engine.Run("$job = Get-ClassifyJob a; $job.psobject.Properties.Add([psnoteproperty]::new('SourcePath', '/in/a.pdf')); $job | Wait-ClassifyJob").OrThrow().Output.Single();

        Assert.Equal(("COMPLETED", "/in/a.pdf"), (job.Properties["Status"].Value, job.Properties["SourcePath"].Value));
    }

    [Fact]
    public void Computed_members_and_type_names_come_along_and_lists_in_lists_are_taken_apart()
    {
        PutAll(["a", "b"], "PENDING");
        Clock.At(TimeSpan.FromSeconds(5), () => PutAll(["a", "b"], "COMPLETED"));
        EngineResult result = Engine.Run("""
            $a = Get-ClassifyJob a
            $a.psobject.Properties.Add([psscriptproperty]::new('Short', { "$($this.Id)-$($this.Status)" }))
            $a.psobject.TypeNames.Insert(0, 'Inbox.Job')
            Wait-ClassifyJob -InputObject @(, $a), (Get-ClassifyJob b)
            """).OrThrow();

        PSObject job = result.Output.Single(job => job.Properties["Id"].Value is "a");
        Assert.Equal(("a-COMPLETED", "Inbox.Job"), (job.Properties["Short"].Value.ToString(), job.TypeNames[0]));
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void Timeout_0_looks_once_and_the_error_has_the_job_as_last_seen()
    {
        EngineResult result = Engine.Run($"Wait-ClassifyJob {SeedJobs.Invoice}, {SeedJobs.Running}, {SeedJobs.Pending} -Timeout 0");

        Assert.Single(result.Output);
        Assert.Equal(["ClassifyJobWaitTimeout", "ClassifyJobWaitTimeout"], IdsOf(result));
        Assert.Equal(["RUNNING", "PENDING"], result.Errors.Select(error => new PSObject(error.TargetObject).Properties["Status"].Value));
        Assert.Contains("it was RUNNING when last seen", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public void A_timeout_ends_the_wait_of_all_that_are_left()
    {
        EngineResult result = Engine.Run($"Wait-ClassifyJob -JobId {SeedJobs.Running} -TimeoutSec 30 -PollInterval 3");

        Assert.StartsWith("ClassifyJobWaitTimeout,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.InRange(Emulator.Requests.All.Count, 3, 20);
    }

    [Fact]
    public void A_timeout_does_not_wait_for_a_look_that_hangs()
    {
        Clock.Step = TimeSpan.FromSeconds(5);
        Emulator.Faults.Add("GET", List, Fault.Silence());
        EngineResult result = Engine.Run("Wait-ClassifyJob a, b -Timeout 30");

        Assert.Equal(["ClassifyJobWaitTimeout", "ClassifyJobWaitTimeout"], IdsOf(result));
        Assert.Contains("it was not seen", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_its_answer_is_not_held_back_by_what_has_none()
    {
        PutAll([.. Enumerable.Range(0, 150).Select(number => $"clj-{number:000}")], "COMPLETED");
        Emulator.Faults.Add("GET", List, Fault.HoldIf(request => request.QueryString.Value!.Contains("clj-000", StringComparison.Ordinal)));
        // The time that is left passes once the others have their answer.
        Clock.Step = TimeSpan.Zero;
        EngineResult result = Engine.Run("Wait-ClassifyJob (0..149 | ForEach-Object { 'clj-{0:000}' -f $_ }) -Timeout 40 -Verbose", line =>
        {
            if (line.Contains(": 200 ", StringComparison.Ordinal))
            {
                Clock.Step = TimeSpan.FromSeconds(4);
            }
        });

        Assert.Equal(50, result.Output.Count);
        Assert.Equal(100, result.Errors.Count);
    }

    [Fact]
    public void A_401_in_the_midst_of_a_look_ends_it_and_what_was_answered_comes_out()
    {
        PutAll([.. Enumerable.Range(0, 300).Select(number => $"clj-{number:000}")], "COMPLETED");
        Emulator.Faults.Add("GET", List, Fault.Delay(TimeSpan.Zero), times: 1);
        Emulator.Faults.Add("GET", List, Fault.Status(401, "Invalid API Key"));
        EngineResult result = Engine.Run("Wait-ClassifyJob (0..299 | ForEach-Object { 'clj-{0:000}' -f $_ }) -ThrottleLimit 1");

        Assert.StartsWith("ClassifyJobUnauthorized,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(100, result.Output.Count);
        Assert.Equal(2, Emulator.Requests.All.Count);
    }

    [Fact]
    public void What_the_list_does_not_have_twice_is_asked_for_alone_from_then_on()
    {
        Clock.Step = TimeSpan.FromSeconds(1.5);
        PutAll(["a", "b"], "RUNNING");
        Emulator.Faults.Add("GET", List, Fault.Answer(200, "application/json", """{"items":[],"next_page_token":null}"""));
        Clock.At(TimeSpan.FromSeconds(60), () => PutAll(["a", "b"], "COMPLETED"));
        EngineResult result = Engine.Run("Wait-ClassifyJob a, b").OrThrow();

        Assert.Equal(2, result.Output.Count);
        Assert.Equal(2, Emulator.Requests.Targets.Count(target => target.Contains("job_ids", StringComparison.Ordinal)));
        Assert.InRange(Emulator.Requests.Targets.Count(target => target == List + "/a"), 3, 30);
    }

    [Fact]
    public void One_bad_look_after_a_long_pause_ends_nothing()
    {
        PutAll(["a", "b"], "RUNNING");
        Clock.Step = TimeSpan.FromMinutes(7);
        Emulator.Faults.Add("GET", List, Fault.Delay(TimeSpan.Zero), times: 1);
        Emulator.Faults.Add("GET", List, Fault.Answer(503, "application/json", "{}", "x-should-retry: false"), times: 1);
        Clock.At(TimeSpan.FromMinutes(60), () => PutAll(["a", "b"], "COMPLETED"));

        Assert.Equal(2, Engine.Run("Wait-ClassifyJob a, b").OrThrow().Output.Count);
    }

    [Fact]
    public void A_missing_job_is_an_error_about_it_and_a_refused_key_ends_the_command()
    {
        EngineResult missing = Engine.Run($"'clj-1', '{SeedJobs.Invoice}' | Wait-ClassifyJob");
        Assert.Single(missing.Output);
        Assert.StartsWith("ClassifyJobNotFound,", Assert.Single(missing.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", "llx-wrong-key-000000");
        int before = Emulator.Requests.All.Count;
        EngineResult refused = Engine.Run($"'{SeedJobs.Running}', '{SeedJobs.Invoice}' | Wait-ClassifyJob");

        Assert.StartsWith("ClassifyJobUnauthorized,", refused.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(before + 1, Emulator.Requests.All.Count);
    }

    [Fact]
    public void What_may_pass_loses_nothing()
    {
        Clock.Step = TimeSpan.FromSeconds(2);
        PutAll(["a", "b"], "RUNNING");
        Emulator.Faults.Add("GET", List, Fault.Answer(500, "application/json", "{}", "x-should-retry: false"), times: 3);
        Emulator.Faults.Add("GET", List, Fault.Cut(), times: 1);
        Clock.At(TimeSpan.FromSeconds(60), () => PutAll(["a", "b"], "COMPLETED"));
        EngineResult result = Engine.Run("Wait-ClassifyJob a, b").OrThrow();

        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void Ten_minutes_without_an_answer_end_the_wait_with_an_error_for_each()
    {
        Clock.Step = TimeSpan.FromSeconds(20);
        Emulator.Faults.Add("GET", List, Fault.Answer(503, "application/json", """{"detail":"away"}""", "x-should-retry: false"));
        EngineResult result = Engine.Run("Wait-ClassifyJob a, b -PollInterval 120");

        Assert.Equal(["ClassifyJobServiceUnavailable", "ClassifyJobServiceUnavailable"], IdsOf(result));
        Assert.Equal(["a", "b"], result.Errors.Select(error => error.TargetObject));
        Assert.True(Clock.Elapsed >= TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void When_it_gives_up_an_error_has_the_job_as_last_seen()
    {
        PutAll(["a", "b"], "RUNNING");
        Clock.Step = TimeSpan.FromSeconds(20);
        Emulator.Faults.Add("GET", List, Fault.Delay(TimeSpan.Zero), times: 1);
        Emulator.Faults.Add("GET", List, Fault.Answer(503, "application/json", """{"detail":"away"}""", "x-should-retry: false"));
        EngineResult result = Engine.Run("Wait-ClassifyJob a, b -PollInterval 120");

        Assert.Equal(["ClassifyJobServiceUnavailable", "ClassifyJobServiceUnavailable"], IdsOf(result));
        Assert.Equal(["a", "b"], result.Errors.Select(error => new PSObject(error.TargetObject).Properties["Id"].Value));
        Assert.NotNull(result.Errors[0].ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void A_status_that_is_not_known_is_waited_for_with_one_warning()
    {
        LeaveDescription();
        PutAll(["a", "b"], "RESTING");
        Clock.At(TimeSpan.FromSeconds(20), () => PutAll(["a", "b"], "COMPLETED"));
        EngineResult result = Engine.Run("Wait-ClassifyJob a, b").OrThrow();

        Assert.Equal(2, result.Output.Count);
        Assert.Contains("RESTING", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_list_is_refused_each_is_asked_for_alone()
    {
        Emulator.Faults.Add("GET", List, Fault.Status(405, "no lists"));
        EngineResult result = Engine.Run($"$VerbosePreference = 'Continue'; Wait-ClassifyJob {SeedJobs.Invoice}, {SeedJobs.Receipt}, {SeedJobs.Running} -Timeout 8");

        Assert.Equal(2, result.Output.Count);
        Assert.Single(Emulator.Requests.Targets, target => target.StartsWith(List + "?", StringComparison.Ordinal));
        Assert.Single(result.Verbose, line => line.StartsWith("The service refuses", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Wait-ClassifyJob", "ClassifyJobIdRequired")]
    [InlineData("Wait-ClassifyJob $unset", "ClassifyJobIdInvalid")]
    [InlineData("Wait-ClassifyJob -JobId $null", "ClassifyJobIdInvalid")]
    [InlineData("$null | Wait-ClassifyJob", "ClassifyJobIdInvalid")]
    [InlineData("[IO.FileInfo]'/tmp/x' | Wait-ClassifyJob", "ClassifyJobIdWrongType")]
    [InlineData("[pscustomobject]@{ Name = 'x' } | Wait-ClassifyJob", "ClassifyJobIdMissing")]
    public void What_is_no_job_is_an_error(string script, string id)
    {
        EngineResult result = Engine.Run(script);

        Assert.StartsWith(id + ",", (result.Terminating ?? Assert.Single(result.Errors)).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void Rows_bind_and_an_empty_pipeline_does_nothing()
    {
        Assert.Empty(Engine.Run("@() | Wait-ClassifyJob").OrThrow().Output);
        Assert.Equal(2, Engine.Run($"@{{ job_id = '{SeedJobs.Invoice}' }}, [pscustomobject]@{{ Id = '{SeedJobs.Receipt}' }} | Wait-ClassifyJob").OrThrow().Output.Count);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait()
    {
        using Shell command = Engine.Command($"Wait-ClassifyJob {SeedJobs.Running}, {SeedJobs.Pending}");
        IAsyncResult running = command.BeginInvoke();
        await Emulator.Requests.WaitForAsync(2);
        await Task.Run(command.Stop, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Throws<PipelineStoppedException>(() => { command.EndInvoke(running); });
    }
}
