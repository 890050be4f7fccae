using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>Page after page of a list: how large, when the next is asked for, and how they end.</summary>
public sealed class GetJobListPageTests : GroupTest
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
        Assert.Equal(
            [Product.List(""), Product.List("&page_token=after-100"), Product.List("&page_token=after-200")], Emulator.Requests.Targets);
    }

    [Theory]
    [OneProduct("-First 5", 5, "5")]
    [OneProduct("-First 100", 100, "100")]
    [OneProduct("-First 150", 150, "100", "100")]
    [EachProduct("-First 5 -PageSize 3", 5, "3", "3")]
    [OneProduct("-First 3 -PageSize 50", 3, "3")]
    [OneProduct("-First 1000", 258, "100", "100", "100")]
    [EachProduct("-PageSize 90", 258, "90", "90", "90")]
    public void First_and_page_size_ask_for_no_more_than_is_wanted(
        TestedProduct product, string parameters, int jobs, params string[] sizes)
    {
        Use(product);
        Put(250);

        Assert.Equal(All.Take(jobs), Ids(Run("Get-<Job> " + parameters).OrThrow()));
        Assert.Equal(sizes, Emulator.Requests.Targets.Select(target => Values(target, "page_size").Single()));
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
}
