using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>Waiting while the service answers badly or not at all.</summary>
public sealed class WaitJobFailureTests : WaitTest
{
    [Theory]
    [EachProduct]
    public void A_401_in_the_midst_of_a_look_ends_it_and_what_was_answered_comes_out(TestedProduct product)
    {
        Use(product);
        PutAll([.. Enumerable.Range(0, 300).Select(number => Id($"{number:000}"))], Product.Completed);
        Emulator.Faults.Add("GET", Route, Fault.Delay(TimeSpan.Zero), times: 1);
        Emulator.Faults.Add("GET", Route, Fault.Status(401, "Invalid API Key"));
        EngineResult result = Run("Wait-<Job> (0..299 | ForEach-Object { '<id>{0:000}' -f $_ }) -ThrottleLimit 1");

        Assert.Equal(Error("Unauthorized"), IdOf(result.Terminating));
        Assert.Equal(100, result.Output.Count);
        Assert.Equal(2, Emulator.Requests.All.Count);
    }

    [Theory]
    [EachProduct]
    public void One_bad_look_after_a_long_pause_ends_nothing(TestedProduct product)
    {
        Use(product);
        PutAll(["a", "b"], Product.Running);
        Clock.Step = TimeSpan.FromMinutes(7);
        Emulator.Faults.Add("GET", Route, Fault.Delay(TimeSpan.Zero), times: 1);
        Emulator.Faults.Add("GET", Route, Fault.Answer(503, "application/json", "{}", "x-should-retry: false"), times: 1);
        Clock.At(TimeSpan.FromMinutes(60), () => PutAll(["a", "b"], Product.Completed));

        Assert.Equal(2, Run("Wait-<Job> a, b").OrThrow().Output.Count);
    }

    [Theory]
    [EachProduct]
    public void A_missing_job_is_an_error_about_it_and_a_refused_key_ends_the_command(TestedProduct product)
    {
        Use(product);
        EngineResult missing = Run("'<id>1', $done | Wait-<Job>");
        Assert.Single(missing.Output);
        Assert.Equal(Error("NotFound"), IdOf(Assert.Single(missing.Errors)));
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", "llx-wrong-key-000000");
        int before = Emulator.Requests.All.Count;
        EngineResult refused = Run("$running, $done | Wait-<Job>");

        Assert.Equal(Error("Unauthorized"), IdOf(refused.Terminating));
        Assert.Equal(before + 1, Emulator.Requests.All.Count);
    }

    [Theory]
    [EachProduct]
    public void What_may_pass_loses_nothing(TestedProduct product)
    {
        Use(product);
        Clock.Step = TimeSpan.FromSeconds(2);
        PutAll(["a", "b"], Product.Running);
        Emulator.Faults.Add("GET", Route, Fault.Answer(500, "application/json", "{}", "x-should-retry: false"), times: 3);
        Emulator.Faults.Add("GET", Route, Fault.Cut(), times: 1);
        Clock.At(TimeSpan.FromSeconds(60), () => PutAll(["a", "b"], Product.Completed));
        EngineResult result = Run("Wait-<Job> a, b").OrThrow();

        Assert.Equal(2, result.Output.Count);
    }

    [Theory]
    [EachProduct]
    public void Ten_minutes_without_an_answer_end_the_wait_with_an_error_for_each(TestedProduct product)
    {
        Use(product);
        Clock.Step = TimeSpan.FromSeconds(20);
        Emulator.Faults.Add("GET", Route, Fault.Answer(503, "application/json", """{"detail":"away"}""", "x-should-retry: false"));
        EngineResult result = Run("Wait-<Job> a, b -PollInterval 120");

        Assert.Equal([Error("ServiceUnavailable"), Error("ServiceUnavailable")], IdsOf(result));
        Assert.Equal(["a", "b"], result.Errors.Select(error => error.TargetObject));
        Assert.True(Clock.Elapsed >= TimeSpan.FromMinutes(10));
    }

    [Theory]
    [EachProduct]
    public void When_it_gives_up_an_error_has_the_job_as_last_seen(TestedProduct product)
    {
        Use(product);
        PutAll(["a", "b"], Product.Running);
        Clock.Step = TimeSpan.FromSeconds(20);
        Emulator.Faults.Add("GET", Route, Fault.Delay(TimeSpan.Zero), times: 1);
        Emulator.Faults.Add("GET", Route, Fault.Answer(503, "application/json", """{"detail":"away"}""", "x-should-retry: false"));
        EngineResult result = Run("Wait-<Job> a, b -PollInterval 120");

        Assert.Equal([Error("ServiceUnavailable"), Error("ServiceUnavailable")], IdsOf(result));
        Assert.Equal(["a", "b"], result.Errors.Select(error => new PSObject(error.TargetObject).Properties["Id"].Value));
        Assert.NotNull(result.Errors[0].ErrorDetails.RecommendedAction);
    }

    [Theory]
    [EachProduct]
    public void What_the_list_does_not_have_twice_is_asked_for_alone_from_then_on(TestedProduct product)
    {
        Use(product);
        Clock.Step = TimeSpan.FromSeconds(1.5);
        PutAll(["a", "b"], Product.Running);
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, "application/json", """{"items":[],"next_page_token":null}"""));
        Clock.At(TimeSpan.FromSeconds(120), () => PutAll(["a", "b"], Product.Completed));
        EngineResult result = Run("Wait-<Job> a, b").OrThrow();

        Assert.Equal(2, result.Output.Count);
        Assert.Equal(2, Emulator.Requests.Targets.Count(target => target.Contains("job_ids", StringComparison.Ordinal)));
        Assert.InRange(Emulator.Requests.Targets.Count(target => target.Split('?')[0] == Route + "/a"), 3, 30);
    }

    [Theory]
    [EachProduct]
    public void Where_the_list_is_refused_each_is_asked_for_alone(TestedProduct product)
    {
        Use(product);
        Emulator.Faults.Add("GET", Route, Fault.Status(405, "no lists"));
        EngineResult result = Run("$VerbosePreference = 'Continue'; Wait-<Job> $done, $second, $running -Timeout 20");

        Assert.Equal(2, result.Output.Count);
        Assert.Single(Emulator.Requests.Targets, target => target.StartsWith(Route + "?", StringComparison.Ordinal));
        Assert.Single(result.Verbose, line => line.StartsWith("The service refuses", StringComparison.Ordinal));
    }

    [Theory]
    [EachProduct]
    public void A_timeout_does_not_wait_for_a_look_that_hangs(TestedProduct product)
    {
        Use(product);
        Clock.Step = TimeSpan.FromSeconds(5);
        Emulator.Faults.Add("GET", Route, Fault.Silence());
        EngineResult result = Run("Wait-<Job> a, b -Timeout 30");

        Assert.Equal([Error("WaitTimeout"), Error("WaitTimeout")], IdsOf(result));
        Assert.Contains("it was not seen", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [EachProduct]
    public void What_has_its_answer_is_not_held_back_by_what_has_none(TestedProduct product)
    {
        Use(product);
        PutAll([.. Enumerable.Range(0, 150).Select(number => Id($"{number:000}"))], Product.Completed);
        Emulator.Faults.Add(
            "GET", Route, Fault.HoldIf(request => request.QueryString.Value!.Contains(Id("000"), StringComparison.Ordinal)));
        // The time that is left passes once the others have their answer.
        Clock.Step = TimeSpan.Zero;
        EngineResult result = Run("Wait-<Job> (0..149 | ForEach-Object { '<id>{0:000}' -f $_ }) -Timeout 40 -Verbose", line =>
        {
            if (line.Contains(": 200 ", StringComparison.Ordinal))
            {
                Clock.Step = TimeSpan.FromSeconds(4);
            }
        });

        Assert.Equal(50, result.Output.Count);
        Assert.Equal(100, result.Errors.Count);
    }
}
