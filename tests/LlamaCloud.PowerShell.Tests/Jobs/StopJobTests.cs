using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>Cancelling jobs.</summary>
public sealed class StopJobTests : JobTest
{
    private string Root => Route + "/";

    [Theory]
    [EachProduct("Stop-<Job> -JobId $running, $pending")]
    [OneProduct("Stop-<Job> $running, $pending")]
    [OneProduct("$running, $pending | Stop-<Job>")]
    [EachProduct("Get-<Job> $running, $pending | Stop-<Job>")]
    [OneProduct("Stop-<Job> -InputObject (Get-<Job> $running, $pending)")]
    [OneProduct("@{ job_id = $running }, [pscustomobject]@{ Id = $pending } | Stop-<Job>")]
    public void Jobs_and_ids_are_cancelled_and_nothing_comes_out(TestedProduct product, string script)
    {
        Use(product);
        Assert.Empty(Run(script).OrThrow().Output);
        Assert.Equal((Product.Cancelled, Product.Cancelled), (Status(Running), Status(Pending)));
    }

    [Theory]
    [EachProduct]
    public void With_PassThru_the_jobs_come_out_in_input_order_with_what_was_added_to_them(TestedProduct product)
    {
        Use(product);
        // The first has its answer last.
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("POST", $"{Root}{Pending}/cancel", Fault.Hold(held.Task));
        EngineResult result = Run(
            """
            $jobs = Get-<Job> $pending, $running
            $jobs[1].psobject.Properties.Add([psnoteproperty]::new('SourcePath', '/in/a.pdf'))
            $jobs | Stop-<Job> -PassThru -Verbose
            """,
            ReleaseAt(held, Running + "/cancel", ": 200 ")).OrThrow();

        Assert.Equal(
            [(Pending, Product.Cancelled), (Running, Product.Cancelled)],
            result.Output.Select(job => ((string)job.Properties["Id"].Value, (string)job.Properties["Status"].Value)));
        Assert.Equal("/in/a.pdf", result.Output[1].Properties["SourcePath"].Value);
    }

    [Theory]
    [EachProduct]
    public void What_has_ended_is_a_plain_error_about_it_and_the_others_are_stopped(TestedProduct product)
    {
        Use(product);
        EngineResult result = Run("$done, $running, $cancelled, $pending | Stop-<Job> -PassThru");

        Assert.Null(result.Terminating);
        Assert.Equal([Running, Pending], result.Output.Select(job => job.Properties["Id"].Value));
        Assert.Equal([Error("StateInvalid"), Error("StateInvalid")], IdsOf(result));
        Assert.All(result.Errors, error => Assert.Equal(ErrorCategory.InvalidOperation, error.CategoryInfo.Category));
        Assert.Equal(
            [Product.Completed, Product.Cancelled],
            result.Errors.Select(error => new PSObject(error.TargetObject).Properties["Status"].Value));
        Assert.Contains($"'{Done}' is {Product.Completed} already", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [EachProduct(400)]
    [EachProduct(422)]
    public void Whatever_status_it_is_refused_with_what_has_ended_is_the_same_error(TestedProduct product, int status)
    {
        Use(product);
        Emulator.Faults.Add("POST", $"{Root}{Failed}/cancel", Fault.Status(status, "not now"));
        Emulator.Faults.Add("POST", $"{Root}{Running}/cancel", Fault.Status(status, "not now"));
        EngineResult result = Run("$failed, $running | Stop-<Job>");

        Assert.Equal([Error("StateInvalid"), Error("InvalidRequest")], IdsOf(result));
        Assert.Contains("could not be stopped", result.Errors[1].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [EachProduct]
    public void An_answer_that_was_lost_stops_no_job_twice_and_is_no_error(TestedProduct product)
    {
        Use(product);
        Emulator.Faults.Add("POST", $"{Root}{Running}/cancel", Fault.CutAfterWork(), times: 1);

        Assert.Equal(Product.Cancelled, Assert.Single(Run("Stop-<Job> $running -PassThru").OrThrow().Output).Properties["Status"].Value);
    }

    [Theory]
    [EachProduct]
    public void A_job_that_is_not_there_is_an_error_about_it_and_a_refused_key_ends_the_command(TestedProduct product)
    {
        Use(product);
        EngineResult missing = Run("'<id>0', $running | Stop-<Job> -PassThru");
        Assert.Equal(Error("NotFound"), IdOf(Assert.Single(missing.Errors)));
        Assert.Single(missing.Output);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", "llx-wrong-key-000000");
        Emulator.Requests.Clear();
        EngineResult refused = Run("$pending, $running | Stop-<Job> -ThrottleLimit 1");

        Assert.Equal(Error("Unauthorized"), IdOf(refused.Terminating));
        Assert.Single(Emulator.Requests.All);
    }

    [Theory]
    [EachProduct]
    public async Task Many_are_stopped_at_a_time_and_no_more_than_the_limit(TestedProduct product)
    {
        Use(product);
        string[] ids = [.. Enumerable.Range(0, 12).Select(number => Id($"{number:00}"))];
        foreach (string id in ids)
        {
            Jobs.Put(Product.Job(id, 1, Product.Running));
        }

        TaskCompletionSource held = new();
        Emulator.Faults.Add("POST", Root + "*", Fault.Hold(held.Task));
        using Shell command = Command("0..11 | ForEach-Object { '<id>{0:00}' -f $_ } | Stop-<Job> -ThrottleLimit 4 -PassThru");
        IAsyncResult running = command.BeginInvoke();
        await Emulator.Requests.WaitForAsync(4);
        await AssertNoMoreAsync(4);
        held.SetResult();

        Assert.Equal(ids, (await Task.Factory.FromAsync(running, command.EndInvoke)).Select(job => (string)job.Properties["Id"].Value));
    }

    [Theory]
    [EachProduct("Stop-<Job> $running -WhatIf")]
    [OneProduct("Remove-<Job> $running -WhatIf")]
    [EachProduct("Remove-<Job> $running -Force -WhatIf", HasRemove = true)]
    [OneProduct("Remove-<Job> $running -Force -WhatIf -Confirm:$false")]
    [EachProduct("$running | Remove-<Job> -Force -WhatIf", HasRemove = true)]
    [OneProduct("$WhatIfPreference = $true; Remove-<Job> -JobId $running -Force; $WhatIfPreference = $false")]
    public void WhatIf_sends_nothing_and_needs_no_key(TestedProduct product, string script)
    {
        Use(product);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Run(script).OrThrow();

        Assert.Empty(Emulator.Requests.All);
        Assert.Equal(Product.Running, Status(Running));
    }

    [Theory]
    [EachProduct("Stop-<Job> $running -Confirm")]
    [EachProduct("Remove-<Job> $done -Confirm", HasRemove = true)]
    public void With_Confirm_it_asks_and_without_an_answer_sends_nothing(TestedProduct product, string script)
    {
        Use(product);
        using HostedEngine engine = new();
        engine.Run($"Import-Module -Name '{Places.Manifest}'").OrThrow();
        engine.Run($"$running, $done = '{Running}', '{Done}'").OrThrow();
        engine.Run(In(script));

        Assert.Equal(1, engine.Prompts);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [OneProduct("Stop-<Job>", "IdRequired")]
    [OneProduct("Remove-<Job>", "IdRequired")]
    [OneProduct("Stop-<Job> -JobId $null", "IdInvalid")]
    [OneProduct("Remove-<Job> $unset", "IdInvalid")]
    [OneProduct("Remove-<Job> -Force ''", "IdInvalid")]
    [OneProduct("Remove-<Job> ../projects", "IdInvalid")]
    [OneProduct("[pscustomobject]@{ Name = 'x' } | Stop-<Job>", "IdMissing")]
    public void What_is_no_job_is_an_error_and_nothing_is_sent(TestedProduct product, string script, string id)
    {
        Use(product);
        EngineResult result = Run(script);

        Assert.Equal(Error(id), IdOf(result.Terminating ?? Assert.Single(result.Errors)));
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [EachProduct("Stop-<Job> -PassThru")]
    [EachProduct("Remove-<Job> -Force", HasRemove = true)]
    public void An_empty_pipeline_does_nothing_and_needs_no_key(TestedProduct product, string command)
    {
        Use(product);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);

        Assert.Empty(Run("@() | " + command).OrThrow().Output);
    }
}
