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

/// <summary>Cancelling jobs.</summary>
public sealed class StopClassifyJobTests : ModuleTest
{
    private const string Root = "/api/v2/classify/";

    [Theory]
    [InlineData($"Stop-ClassifyJob -JobId {SeedJobs.Running}, {SeedJobs.Pending}")]
    [InlineData($"Stop-ClassifyJob {SeedJobs.Running}, {SeedJobs.Pending}")]
    [InlineData($"'{SeedJobs.Running}', '{SeedJobs.Pending}' | Stop-ClassifyJob")]
    [InlineData($"Get-ClassifyJob {SeedJobs.Running}, {SeedJobs.Pending} | Stop-ClassifyJob")]
    [InlineData($"Stop-ClassifyJob -InputObject (Get-ClassifyJob {SeedJobs.Running}, {SeedJobs.Pending})")]
    [InlineData($"@{{ job_id = '{SeedJobs.Running}' }}, [pscustomobject]@{{ Id = '{SeedJobs.Pending}' }} | Stop-ClassifyJob")]
    public void Jobs_and_ids_are_cancelled_and_nothing_comes_out(string script)
    {
        Assert.Empty(Engine.Run(script).OrThrow().Output);
        Assert.Equal(("CANCELLED", "CANCELLED"), (Status(SeedJobs.Running), Status(SeedJobs.Pending)));
    }

    [Fact]
    public void With_PassThru_the_jobs_come_out_in_input_order_with_what_was_added_to_them()
    {
        // The first has its answer last.
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("POST", $"{Root}{SeedJobs.Pending}/cancel", Fault.Hold(held.Task));
        EngineResult result = Engine.Run(
            $"""
            $jobs = Get-ClassifyJob {SeedJobs.Pending}, {SeedJobs.Running}
            $jobs[1].psobject.Properties.Add([psnoteproperty]::new('SourcePath', '/in/a.pdf'))
            $jobs | Stop-ClassifyJob -PassThru -Verbose
            """,
            ReleaseAt(held, SeedJobs.Running + "/cancel", ": 200 ")).OrThrow();

        Assert.Equal([(SeedJobs.Pending, "CANCELLED"), (SeedJobs.Running, "CANCELLED")], result.Output.Select(job => ((string)job.Properties["Id"].Value, (string)job.Properties["Status"].Value)));
        Assert.Equal("/in/a.pdf", result.Output[1].Properties["SourcePath"].Value);
    }

    [Fact]
    public void What_has_ended_is_a_plain_error_about_it_and_the_others_are_stopped()
    {
        EngineResult result = Engine.Run($"'{SeedJobs.Invoice}', '{SeedJobs.Running}', '{SeedJobs.Cancelled}', '{SeedJobs.Pending}' | Stop-ClassifyJob -PassThru");

        Assert.Null(result.Terminating);
        Assert.Equal([SeedJobs.Running, SeedJobs.Pending], result.Output.Select(job => job.Properties["Id"].Value));
        Assert.Equal(["ClassifyJobStateInvalid", "ClassifyJobStateInvalid"], IdsOf(result));
        Assert.All(result.Errors, error => Assert.Equal(ErrorCategory.InvalidOperation, error.CategoryInfo.Category));
        Assert.Equal(["COMPLETED", "CANCELLED"], result.Errors.Select(error => new PSObject(error.TargetObject).Properties["Status"].Value));
        Assert.Contains($"'{SeedJobs.Invoice}' is COMPLETED already", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    public void Whatever_status_it_is_refused_with_what_has_ended_is_the_same_error(int status)
    {
        Emulator.Faults.Add("POST", $"{Root}{SeedJobs.Failed}/cancel", Fault.Status(status, "not now"));
        Emulator.Faults.Add("POST", $"{Root}{SeedJobs.Running}/cancel", Fault.Status(status, "not now"));
        EngineResult result = Engine.Run($"'{SeedJobs.Failed}', '{SeedJobs.Running}' | Stop-ClassifyJob");

        Assert.Equal(["ClassifyJobStateInvalid", "ClassifyJobInvalidRequest"], IdsOf(result));
        Assert.Contains("could not be stopped", result.Errors[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_was_lost_stops_no_job_twice_and_is_no_error()
    {
        Emulator.Faults.Add("POST", $"{Root}{SeedJobs.Running}/cancel", Fault.CutAfterWork(), times: 1);

        Assert.Equal("CANCELLED", Assert.Single(Engine.Run($"Stop-ClassifyJob {SeedJobs.Running} -PassThru").OrThrow().Output).Properties["Status"].Value);
    }

    [Fact]
    public void A_job_that_is_not_there_is_an_error_about_it_and_a_refused_key_ends_the_command()
    {
        EngineResult missing = Engine.Run($"'clj-0', '{SeedJobs.Running}' | Stop-ClassifyJob -PassThru");
        Assert.StartsWith("ClassifyJobNotFound,", Assert.Single(missing.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(missing.Output);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", "llx-wrong-key-000000");
        Emulator.Requests.Clear();
        EngineResult refused = Engine.Run($"'{SeedJobs.Pending}', '{SeedJobs.Running}' | Stop-ClassifyJob -ThrottleLimit 1");

        Assert.StartsWith("ClassifyJobUnauthorized,", refused.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public async Task Many_are_stopped_at_a_time_and_no_more_than_the_limit()
    {
        string[] ids = [.. Enumerable.Range(0, 12).Select(number => $"clj-{number:00}")];
        foreach (string id in ids)
        {
            Emulator.Jobs.Put(SeedJobs.Job(id, 1, "RUNNING"));
        }

        TaskCompletionSource held = new();
        Emulator.Faults.Add("POST", Root + "*", Fault.Hold(held.Task));
        using Shell command = Engine.Command("0..11 | ForEach-Object { 'clj-{0:00}' -f $_ } | Stop-ClassifyJob -ThrottleLimit 4 -PassThru");
        IAsyncResult running = command.BeginInvoke();
        await Emulator.Requests.WaitForAsync(4);
        await AssertNoMoreAsync(4);
        held.SetResult();

        Assert.Equal(ids, (await Task.Factory.FromAsync(running, command.EndInvoke)).Select(job => (string)job.Properties["Id"].Value));
    }

    [Theory]
    [InlineData("Stop-ClassifyJob {0} -WhatIf")]
    [InlineData("Remove-ClassifyJob {0} -WhatIf")]
    [InlineData("Remove-ClassifyJob {0} -Force -WhatIf")]
    [InlineData("Remove-ClassifyJob {0} -Force -WhatIf -Confirm:$false")]
    [InlineData("'{0}' | Remove-ClassifyJob -Force -WhatIf")]
    [InlineData("$WhatIfPreference = $true; Remove-ClassifyJob -JobId {0} -Force; $WhatIfPreference = $false")]
    public void WhatIf_sends_nothing_and_needs_no_key(string script)
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Engine.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, SeedJobs.Running)).OrThrow();

        Assert.Empty(Emulator.Requests.All);
        Assert.Equal("RUNNING", Status(SeedJobs.Running));
    }

    [Fact]
    public void With_Confirm_it_asks_and_without_an_answer_sends_nothing()
    {
        using HostedEngine engine = new();
        engine.Run($"Import-Module -Name '{Places.Manifest}'").OrThrow();
        engine.Run($"Remove-ClassifyJob {SeedJobs.Invoice} -Confirm");
        engine.Run($"Stop-ClassifyJob {SeedJobs.Running} -Confirm");

        Assert.Equal(2, engine.Prompts);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("Stop-ClassifyJob", "ClassifyJobIdRequired")]
    [InlineData("Remove-ClassifyJob", "ClassifyJobIdRequired")]
    [InlineData("Stop-ClassifyJob -JobId $null", "ClassifyJobIdInvalid")]
    [InlineData("Remove-ClassifyJob $unset", "ClassifyJobIdInvalid")]
    [InlineData("Remove-ClassifyJob -Force ''", "ClassifyJobIdInvalid")]
    [InlineData("Remove-ClassifyJob ../projects", "ClassifyJobIdInvalid")]
    [InlineData("[pscustomobject]@{ Name = 'x' } | Stop-ClassifyJob", "ClassifyJobIdMissing")]
    public void What_is_no_job_is_an_error_and_nothing_is_sent(string script, string id)
    {
        EngineResult result = Engine.Run(script);

        Assert.StartsWith(id + ",", (result.Terminating ?? Assert.Single(result.Errors)).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void An_empty_pipeline_does_nothing_and_needs_no_key()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);

        Assert.Empty(Engine.Run("@() | Stop-ClassifyJob -PassThru; @() | Remove-ClassifyJob -Force").OrThrow().Output);
    }

    private string? Status(string id) => (string?)Emulator.Jobs.Find(id, null)?["status"];
}
