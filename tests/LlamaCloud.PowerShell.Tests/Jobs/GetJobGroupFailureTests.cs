using System;
using System.Linq;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>What becomes of the ids of a request that does not succeed, and when grouping ends.</summary>
public sealed class GetJobGroupFailureTests : GroupTest
{
    private const string Json = "application/json";

    [Theory]
    [EachProduct]
    public void After_two_groups_that_return_nothing_the_rest_goes_alone(TestedProduct product)
    {
        Use(product);
        string[] ids = [.. Enumerable.Range(0, 450).Select(i => Id($"x{i}"))];
        EngineResult result = Run(ids, "$ids | Get-<Job> -ThrottleLimit 1");

        Assert.Equal(ids, result.Errors.Select(error => error.TargetObject));
        Assert.Equal([Line(ids[..100]), Line(ids[100..200])], Lists.Select(list => Line(JobIds(list))));
        Assert.Equal(452, Emulator.Requests.All.Count);
        Run(Put(2), "$ids | Get-<Job>").OrThrow();
        Assert.Equal(453, Emulator.Requests.All.Count);
    }

    [Theory]
    [EachProduct]
    public void Many_at_once_that_return_nothing_are_asked_for_once_each_all_the_same(TestedProduct product)
    {
        Use(product);
        string[] ids = [.. Enumerable.Range(0, 1100).Select(i => Id($"x{i:0000}"))];
        EngineResult result = Run(ids, "$ids | Get-<Job>");

        Assert.Equal(ids, result.Errors.Select(error => error.TargetObject));
        // What is in flight when the second comes back empty cannot be called back.
        Assert.InRange(Lists.Length, 2, 9);
        Assert.Equal(ids.Select(Product.One), Emulator.Requests.Targets.Except(Lists).Order(StringComparer.Ordinal));
        Assert.Equal(1100 + Lists.Length, Emulator.Requests.All.Count);
    }

    [Theory]
    [OneProduct(400)]
    [OneProduct(404)]
    [EachProduct(405)]
    [OneProduct(414)]
    [OneProduct(422)]
    public void Where_the_list_is_refused_grouping_ends_for_that_connection(TestedProduct product, int status)
    {
        Use(product);
        string[] ids = Put(250);
        Emulator.Faults.Add("GET", Route, Fault.Answer(status, Json, """{"detail":"No"}"""));
        Run(
            "$one = Connect-LlamaCloud -Name one -SkipCheck -PassThru; $other = Connect-LlamaCloud -Name other -SkipCheck "
                + "-PassThru").OrThrow();
        EngineResult result = Run(ids, "$ids | Get-<Job> -Connection $one -ThrottleLimit 1 -Verbose").OrThrow();

        Assert.Equal(ids, Ids(result));
        Assert.Equal(ids[..100], JobIds(Emulator.Requests.Targets[0]));
        Assert.Equal(ids.Select(Product.One), Emulator.Requests.Targets.Skip(1));
        Assert.Equal(
            [$"The service refuses to be asked for several {Product.Name}s at once ({status}): each is asked for alone from now on."],
            result.Verbose.Where(line => !line.StartsWith("GET ", StringComparison.Ordinal)));

        Assert.Equal(ids[..3], Ids(Run(ids[..3], "$ids | Get-<Job> -Connection $one").OrThrow()));
        Assert.Single(Lists);
        Assert.Equal(ids[..3], Ids(Run(ids[..3], "$ids | Get-<Job> -Connection $other").OrThrow()));
        Assert.Equal(2, Lists.Length);
    }

    [Theory]
    [EachProduct]
    public void Where_the_list_of_one_product_is_refused_those_of_another_are_grouped(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(3);
        Emulator.Faults.Add("GET", Route, Fault.Status(405, "no lists"));
        Run("Connect-LlamaCloud -SkipCheck").OrThrow();
        Assert.Equal(ids, Ids(Run(ids, "$ids | Get-<Job>").OrThrow()));

        Use(TestedProducts.All.First(other => other != product));
        string[] others = Put(3);
        Assert.Equal(others, Ids(Run(others, "$ids | Get-<Job>").OrThrow()));
        Assert.Equal(Line(others), Line(JobIds(Assert.Single(Lists))));

        Use(product);
        Run(ids, "$ids | Get-<Job>").OrThrow();
        Assert.Single(Lists);
    }

    [Theory]
    [EachProduct]
    public void A_project_that_is_mistyped_ends_the_grouping_of_no_other(TestedProduct product)
    {
        Use(product);
        const string Mistyped = "3f8fad5b-d9cb-469f-a165-70867728950e";
        string[] ids = Put(6);
        Engine.Runspace.SessionStateProxy.SetVariable("projects", new[] { Mistyped, JobStore.DefaultProjectId });
        Emulator.Faults.Add("GET", Route, Fault.Status(404, "Project not found"), times: 1);
        Run("Connect-LlamaCloud -SkipCheck").OrThrow();
        EngineResult result = Run(
            ids,
            $"function Rows {{ foreach ($i in 0..5) {{ [pscustomobject]@{{ JobId = $ids[$i]; project_id = $projects[[int]($i -gt 2)] }} "
                + $"}} }}; Rows | Get-<Job> -ThrottleLimit 1");

        Assert.Equal(ids[..3], result.Errors.Select(error => error.TargetObject));
        Assert.Equal(ids[3..], Ids(result));
        Assert.Equal(
            [(Mistyped, Line(ids[..3])), (JobStore.DefaultProjectId, Line(ids[3..]))],
            Lists.Select(list => (Values(list, "project_id").Single(), Line(JobIds(list)))));

        Run(ids, "Rows | Get-<Job> -ThrottleLimit 1");
        Assert.Equal(
            [Mistyped, JobStore.DefaultProjectId, JobStore.DefaultProjectId], Lists.Select(list => Values(list, "project_id").Single()));
    }

    [Theory]
    [EachProduct]
    public void Groups_that_return_nothing_in_one_project_end_the_grouping_of_no_other(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(3, i => JobStore.OtherProjectId);
        string[] elsewhere = [.. Enumerable.Range(0, 200).Select(i => Id($"x{i}"))];
        Engine.Runspace.SessionStateProxy.SetVariable("elsewhere", elsewhere);
        EngineResult result = Run(
            ids,
            $"& {{ $elsewhere; foreach ($id in $ids) {{ @{{ JobId = $id; project_id = '{JobStore.OtherProjectId}' }} }} }} | Get-<Job> "
                + $"-ThrottleLimit 1");

        Assert.Equal(elsewhere, result.Errors.Select(error => error.TargetObject));
        Assert.Equal(ids, Ids(result));
        Assert.Equal([100, 100, 3], Lists.Select(list => JobIds(list).Length));
    }

    [Theory]
    [EachProduct]
    public void Many_refusals_at_once_are_one_line(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(300);
        Emulator.Faults.Add("GET", Route, Fault.Status(400, "No"));
        EngineResult result = Run(ids, "$ids | Get-<Job> -Verbose").OrThrow();

        Assert.Equal(ids, Ids(result));
        Assert.Single(result.Verbose, line => !line.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Theory]
    [EachProduct(false, "ServiceUnavailable")]
    [OneProduct(true, "ConnectionFailed")]
    public void A_group_that_fails_is_an_error_for_each_and_the_next_goes_on(TestedProduct product, bool cut, string errorId)
    {
        Use(product);
        string[] ids = Put(200);
        Emulator.Faults.Add(
            "GET", Route, cut ? Fault.Cut() : Fault.Answer(500, Json, """{"detail":"Oops"}""", "retry-after-ms: 1"), times: 3);
        EngineResult result = Run(ids, "$ids | Get-<Job> -ThrottleLimit 1");

        Assert.Null(result.Terminating);
        Assert.Equal(ids[..100], result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error => Assert.Equal(Error(errorId), IdOf(error)));
        Assert.All(
            result.Errors,
            error => Assert.StartsWith(
                $"{Product.Title} '{error.TargetObject}' could not be read. ", error.ToString(), StringComparison.Ordinal));
        Assert.Equal(ids[100..], Ids(result));
        Assert.Equal(
            [Line(ids[..100]), Line(ids[..100]), Line(ids[..100]), Line(ids[100..])],
            Emulator.Requests.Targets.Select(target => Line(JobIds(target))));
    }

    [Theory]
    [OneProduct("<html>Please log in</html>")]
    [OneProduct("""{"items":[{"id":"<id>0000"},{"id":null}]}""")]
    [EachProduct("""{"items":[{"id":"<id>0000"},{"id":"<id>0001",<unreadable>}]}""")]
    [OneProduct("""{"items":[{"id":"<id>0000"}],"next_page_token":"again"}""")]
    public void Where_a_list_cannot_be_read_each_is_asked_for_alone(TestedProduct product, string body)
    {
        Use(product);
        string[] ids = Put(5);
        Emulator.Faults.Add(
            "GET",
            Route,
            Fault.Answer(200, Json, In(body).Replace("<unreadable>", Product.Unreadable, StringComparison.Ordinal)),
            times: 2);

        Assert.Equal(ids, Ids(Run(ids, "$ids | Get-<Job>").OrThrow()));
        Assert.Equal(ids.Select(Product.One), Emulator.Requests.Targets.Except(Lists).Order(StringComparer.Ordinal));
        // Such an answer says nothing about the next.
        Emulator.Faults.Clear();
        int sent = Emulator.Requests.All.Count;
        Assert.Equal(ids, Ids(Run(ids, "$ids | Get-<Job>").OrThrow()));
        Assert.Equal(sent + 1, Emulator.Requests.All.Count);
    }

    [Theory]
    [EachProduct]
    public void After_two_lists_that_cannot_be_read_the_rest_goes_alone(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(350);
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, Json, "<html>Please log in</html>"));

        Assert.Equal(ids, Ids(Run(ids, "$ids | Get-<Job> -ThrottleLimit 1").OrThrow()));
        Assert.Equal(2, Lists.Length);
    }

    [Theory]
    [EachProduct]
    public void An_error_about_many_ids_shows_a_few_of_them(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(100);
        Emulator.Faults.Add("GET", Route, Fault.Status(401, "Invalid API Key"));
        string message = Run(ids, "$ids | Get-<Job>").Terminating!.ToString();

        Assert.Contains($"job_ids={ids[2]}, and 97 more", message, StringComparison.Ordinal);
        Assert.DoesNotContain(ids[3], message, StringComparison.Ordinal);
    }

    [Theory]
    [EachProduct]
    public void A_401_ends_the_command(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(300);
        Emulator.Faults.Add("GET", Route, Fault.Status(401, "Invalid API Key"));
        EngineResult result = Run(ids, "$ids | Get-<Job> -ThrottleLimit 1");

        Assert.Equal(Error("Unauthorized"), IdOf(result.Terminating));
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Single(Emulator.Requests.All);
    }
}
