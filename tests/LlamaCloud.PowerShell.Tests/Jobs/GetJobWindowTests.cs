using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Faults;
using Xunit;
using Shell = System.Management.Automation.PowerShell;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>Many requests at once: their order, their number, and how they end.</summary>
public sealed class GetJobWindowTests : GroupTest
{
    private const string Endless = "& { for ($i = 0; ; $i++) { $counter[0]++; '<id>{0:0000}' -f $i } } | Get-<Job>";

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [EachProduct]
    public void Output_is_in_input_order_whatever_takes_how_long(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(60);
        Random random = new(7);
        foreach (string id in ids)
        {
            Emulator.Faults.Add("GET", $"{Route}/{id}", Fault.Delay(TimeSpan.FromMilliseconds(random.Next(60))));
        }

        Assert.Equal(ids, Ids(Run(ids, "$ids | Get-<Job> -NoGrouping").OrThrow()));
        Assert.Equal(60, Emulator.Requests.All.Count);
    }

    [Theory]
    [EachProduct]
    public async Task What_is_answered_early_waits_for_what_comes_before_it(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(16);
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", $"{Route}/{ids[0]}", Fault.Hold(held.Task));
        using Shell command = Begin(ids, "$ids | Get-<Job> -NoGrouping", out IAsyncResult running);
        foreach (RecordedRequest request in (await Emulator.Requests.WaitForAsync(16)).Where(
            request => request.Target != Product.One(ids[0])))
        {
            Assert.True(await request.Answered);
        }

        held.SetResult();
        Assert.Equal(ids, command.EndInvoke(running).Select(job => job.Properties["Id"].Value));
    }

    [Theory]
    [EachProduct("", 8)]
    [OneProduct("-ThrottleLimit 1", 1)]
    [OneProduct("-ThrottleLimit 3", 3)]
    [OneProduct("-ThrottleLimit 64", 64)]
    public async Task So_many_requests_are_in_flight_and_no_more(TestedProduct product, string parameters, int limit)
    {
        Use(product);
        string[] ids = Put(limit + 10);
        TaskCompletionSource[] held = [.. ids.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        for (int i = 0; i < ids.Length; i++)
        {
            Emulator.Faults.Add("GET", $"{Route}/{ids[i]}", Fault.Hold(held[i].Task));
        }

        using Shell command = Begin(ids, "$ids | Get-<Job> -NoGrouping " + parameters, out IAsyncResult running);
        await Emulator.Requests.WaitForAsync(limit);
        await AssertNoMoreAsync(limit);
        for (int i = 0; i < 10; i++)
        {
            held[i].SetResult();
            await Emulator.Requests.WaitForAsync(limit + i + 1);
            Assert.Equal(limit + i + 1, Emulator.Requests.All.Count);
        }

        Array.ForEach(held[10..], one => one.SetResult());
        Assert.Equal(ids, command.EndInvoke(running).Select(job => job.Properties["Id"].Value));
    }

    [Theory]
    [OneProduct("0")]
    [OneProduct("65")]
    public void More_or_fewer_cannot_be_asked_for(TestedProduct product, string limit)
    {
        Use(product);
        EngineResult result = Run($"'a' | Get-<Job> -ThrottleLimit {limit}");

        Assert.StartsWith("ParameterArgumentValidationError,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    // Twice as many as are in flight; a hundred to a request.
    [OneProduct("-NoGrouping", 16, 16)]
    [OneProduct("-NoGrouping -ThrottleLimit 1", 2, 1)]
    [OneProduct("", 1600, 16)]
    public async Task An_endless_producer_waits_for_the_slowest(TestedProduct product, string parameters, int ahead, int requests)
    {
        Use(product);
        Put(2000);
        int[] counter = new int[1];
        Engine.Runspace.SessionStateProxy.SetVariable("counter", counter);
        // The first in the pipeline is in the first request to be sent, but not always the first to arrive.
        Emulator.Faults.Add(
            "GET",
            Route + "*",
            Fault.HoldIf(
                request => Uri.UnescapeDataString(request.Path + request.QueryString).Contains(Id("0000"), StringComparison.Ordinal)));
        using Shell command = Begin([], $"{Endless} {parameters}", out IAsyncResult running);
        await Emulator.Requests.WaitForAsync(requests);
        await AssertNoMoreAsync(requests);

        Assert.Equal(ahead, Volatile.Read(ref counter[0]));
        await StopAsync(command, running);
        Assert.Equal(ahead, counter[0]);
    }

    [Theory]
    [OneProduct("-NoGrouping")]
    [OneProduct("")]
    public void Memory_does_not_grow_with_the_input(TestedProduct product, string parameters)
    {
        Use(product);
        // All of it is in this process: what the emulator keeps would count too.
        Emulator.Requests.IsKeeping = false;
        string Pending(string id) => $$"""{"id":"{{id}}","status":"{{Product.Pending}}"}""";
        Emulator.Faults.Add(
            "GET",
            Route,
            Fault.Reply(request => $$"""{"items":[{{string.Join(',', request.Query["job_ids"].Select(id => Pending(id!)))}}]}"""));
        Emulator.Faults.Add("GET", Route + "/*", Fault.Reply(request => Product.Wrap(Pending(request.Path.Value![(Route.Length + 1)..]))));
        int seen = 0;
        long[] memory = new long[2];
        Engine.Runspace.SessionStateProxy.SetVariable("take", () =>
        {
            if (++seen is 2_000 or 20_000)
            {
                memory[seen / 20_000] = GC.GetTotalMemory(forceFullCollection: true);
            }
        });
        Run(
            $"& {{ for ($i = 1; $i -le 20000; $i++) {{ \"<id>$i\" }} }} | Get-<Job> {parameters} | ForEach-Object {{ $take.Invoke() "
                + $"}}").OrThrow();

        Assert.Equal(20_000, seen);
        // A kilobyte for each would be 18 MB.
        Assert.InRange(memory[1] - memory[0], long.MinValue, 10_000_000);
    }

    [Theory]
    [OneProduct("-NoGrouping")]
    [EachProduct("")]
    public async Task Ctrl_C_ends_every_request_of_a_full_window(TestedProduct product, string parameters)
    {
        Use(product);
        string[] ids = Put(2000);
        Emulator.Faults.Add("GET", Route + "*", Fault.Silence());
        using Shell command = Begin(ids, "$ids | Get-<Job> " + parameters, out IAsyncResult running);
        await Emulator.Requests.WaitForAsync(8);
        long start = Stopwatch.GetTimestamp();
        await StopAsync(command, running);

        // A second is what is promised; the rest is for a machine that is busy.
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
        Assert.Equal(8, Emulator.Requests.All.Count);
        foreach (RecordedRequest request in Emulator.Requests.All)
        {
            Assert.False(await request.Answered.WaitAsync(TimeSpan.FromSeconds(30), Ended));
        }

        Assert.Empty(command.Streams.Error);
    }

    [Theory]
    [EachProduct]
    public async Task With_error_action_stop_what_is_in_flight_ends_too(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(40);
        ids[1] = Id("x");
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", $"{Route}/{ids[0]}", Fault.Delay(TimeSpan.Zero));
        Emulator.Faults.Add("GET", $"{Route}/{Id("x")}", Fault.Hold(held.Task));
        Emulator.Faults.Add("GET", Route + "*", Fault.Silence());
        using Shell command = Begin(ids, "$ids | Get-<Job> -NoGrouping -ErrorAction Stop", out IAsyncResult running);
        // The first has been answered, and another sent in its place.
        await Emulator.Requests.WaitForAsync(9);
        held.SetResult();

        RuntimeException failure = Assert.ThrowsAny<RuntimeException>(() => { command.EndInvoke(running); });
        Assert.Equal(Error("NotFound"), IdOf(failure.ErrorRecord));
        Assert.Equal(9, Emulator.Requests.All.Count);
        foreach (RecordedRequest request in Emulator.Requests.All)
        {
            bool isAnswered = request.Target == Product.One(ids[0]) || request.Target == Product.One(Id("x"));
            Assert.Equal(isAnswered, await request.Answered.WaitAsync(TimeSpan.FromSeconds(30), Ended));
        }
    }

    [Theory]
    [EachProduct]
    public async Task A_bad_id_keeps_its_place(TestedProduct product)
    {
        Use(product);
        string[] ids = Put(2);
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", $"{Route}/{ids[0]}", Fault.Hold(held.Task));
        using Shell command = Begin(
            ids, "$ids[0], [pscustomobject]@{ x = 1 }, $ids[1] | Get-<Job> -NoGrouping *>&1", out IAsyncResult running);
        await Emulator.Requests.WaitForAsync(2);
        held.SetResult();

        Assert.Collection(
            command.EndInvoke(running),
            one => Assert.Equal(ids[0], one.Properties["Id"].Value),
            one => Assert.Equal(Error("IdMissing"), IdOf((ErrorRecord)one.BaseObject)),
            one => Assert.Equal(ids[1], one.Properties["Id"].Value));
        Assert.Equal(2, Emulator.Requests.All.Count);
    }

    private Shell Begin(string[] ids, string script, out IAsyncResult running)
    {
        Engine.Runspace.SessionStateProxy.SetVariable("ids", ids);
        Shell command = Command(script);
        running = command.BeginInvoke();
        return command;
    }

    private static async Task StopAsync(Shell command, IAsyncResult running)
    {
        await Task.Run(command.Stop, Ended).WaitAsync(TimeSpan.FromSeconds(30), Ended);
        Assert.Throws<PipelineStoppedException>(() => { command.EndInvoke(running); });
    }
}
