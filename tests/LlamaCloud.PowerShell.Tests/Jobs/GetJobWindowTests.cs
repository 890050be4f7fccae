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

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>Many requests at once: their order, their number, and how they end.</summary>
public sealed class GetClassifyJobWindowTests : GroupTest
{
    private const string Endless = "& { for ($i = 0; ; $i++) { $counter[0]++; 'clj-{0:0000}' -f $i } } | Get-ClassifyJob";

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public void Output_is_in_input_order_whatever_takes_how_long()
    {
        string[] ids = Put(60);
        Random random = new(7);
        foreach (string id in ids)
        {
            Emulator.Faults.Add("GET", $"{List}/{id}", Fault.Delay(TimeSpan.FromMilliseconds(random.Next(60))));
        }

        Assert.Equal(ids, Ids(Run(ids, "$ids | Get-ClassifyJob -NoGrouping").OrThrow()));
        Assert.Equal(60, Emulator.Requests.All.Count);
    }

    [Fact]
    public async Task What_is_answered_early_waits_for_what_comes_before_it()
    {
        string[] ids = Put(16);
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", $"{List}/{ids[0]}", Fault.Hold(held.Task));
        using Shell command = Begin(ids, "$ids | Get-ClassifyJob -NoGrouping", out IAsyncResult running);
        foreach (RecordedRequest request in (await Emulator.Requests.WaitForAsync(16)).Where(request => !request.Target.EndsWith(ids[0], StringComparison.Ordinal)))
        {
            Assert.True(await request.Answered);
        }

        held.SetResult();
        Assert.Equal(ids, command.EndInvoke(running).Select(job => job.Properties["Id"].Value));
    }

    [Theory]
    [InlineData("", 8)]
    [InlineData("-ThrottleLimit 1", 1)]
    [InlineData("-ThrottleLimit 3", 3)]
    [InlineData("-ThrottleLimit 64", 64)]
    public async Task So_many_requests_are_in_flight_and_no_more(string parameters, int limit)
    {
        string[] ids = Put(limit + 10);
        TaskCompletionSource[] held = [.. ids.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        for (int i = 0; i < ids.Length; i++)
        {
            Emulator.Faults.Add("GET", $"{List}/{ids[i]}", Fault.Hold(held[i].Task));
        }

        using Shell command = Begin(ids, "$ids | Get-ClassifyJob -NoGrouping " + parameters, out IAsyncResult running);
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
    [InlineData("0")]
    [InlineData("65")]
    public void More_or_fewer_cannot_be_asked_for(string limit)
    {
        EngineResult result = Engine.Run($"'a' | Get-ClassifyJob -ThrottleLimit {limit}");

        Assert.StartsWith("ParameterArgumentValidationError,", result.Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    // Twice as many as are in flight; a hundred to a request.
    [InlineData("-NoGrouping", 16, 16)]
    [InlineData("-NoGrouping -ThrottleLimit 1", 2, 1)]
    [InlineData("", 1600, 16)]
    public async Task An_endless_producer_waits_for_the_slowest(string parameters, int ahead, int requests)
    {
        Put(2000);
        int[] counter = new int[1];
        Engine.Runspace.SessionStateProxy.SetVariable("counter", counter);
        // The first in the pipeline is in the first request to be sent, but not always the first to arrive.
        Emulator.Faults.Add("GET", List + "*", Fault.HoldIf(request => Uri.UnescapeDataString(request.Path + request.QueryString).Contains("clj-0000", StringComparison.Ordinal)));
        using Shell command = Begin([], $"{Endless} {parameters}", out IAsyncResult running);
        await Emulator.Requests.WaitForAsync(requests);
        await AssertNoMoreAsync(requests);

        Assert.Equal(ahead, Volatile.Read(ref counter[0]));
        await StopAsync(command, running);
        Assert.Equal(ahead, counter[0]);
    }

    [Theory]
    [InlineData("-NoGrouping")]
    [InlineData("")]
    public void Memory_does_not_grow_with_the_input(string parameters)
    {
        // All of it is in this process: what the emulator keeps would count too.
        Emulator.Requests.IsKeeping = false;
        Emulator.Faults.Add("GET", List, Fault.Reply(request => $$"""{"items":[{{string.Join(',', request.Query["job_ids"].Select(id => $$"""{"id":"{{id}}","status":"PENDING"}"""))}}]}"""));
        Emulator.Faults.Add("GET", List + "/*", Fault.Reply(request => $$"""{"id":"{{request.Path.Value![(List.Length + 1)..]}}","status":"PENDING"}"""));
        int seen = 0;
        long[] memory = new long[2];
        Engine.Runspace.SessionStateProxy.SetVariable("take", () =>
        {
            if (++seen is 2_000 or 20_000)
            {
                memory[seen / 20_000] = GC.GetTotalMemory(forceFullCollection: true);
            }
        });
        Engine.Run($"& {{ for ($i = 1; $i -le 20000; $i++) {{ \"clj-$i\" }} }} | Get-ClassifyJob {parameters} | ForEach-Object {{ $take.Invoke() }}").OrThrow();

        Assert.Equal(20_000, seen);
        // A kilobyte for each would be 18 MB.
        Assert.InRange(memory[1] - memory[0], long.MinValue, 10_000_000);
    }

    [Theory]
    [InlineData("-NoGrouping")]
    [InlineData("")]
    public async Task Ctrl_C_ends_every_request_of_a_full_window(string parameters)
    {
        string[] ids = Put(2000);
        Emulator.Faults.Add("GET", List + "*", Fault.Silence());
        using Shell command = Begin(ids, "$ids | Get-ClassifyJob " + parameters, out IAsyncResult running);
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

    [Fact]
    public async Task With_error_action_stop_what_is_in_flight_ends_too()
    {
        string[] ids = Put(40);
        ids[1] = "clj-x";
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", $"{List}/{ids[0]}", Fault.Delay(TimeSpan.Zero));
        Emulator.Faults.Add("GET", $"{List}/clj-x", Fault.Hold(held.Task));
        Emulator.Faults.Add("GET", List + "*", Fault.Silence());
        using Shell command = Begin(ids, "$ids | Get-ClassifyJob -NoGrouping -ErrorAction Stop", out IAsyncResult running);
        // The first has been answered, and another sent in its place.
        await Emulator.Requests.WaitForAsync(9);
        held.SetResult();

        RuntimeException failure = Assert.ThrowsAny<RuntimeException>(() => { command.EndInvoke(running); });
        Assert.StartsWith("ClassifyJobNotFound,", failure.ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(9, Emulator.Requests.All.Count);
        foreach (RecordedRequest request in Emulator.Requests.All)
        {
            bool isAnswered = request.Target == $"{List}/{ids[0]}" || request.Target == $"{List}/clj-x";
            Assert.Equal(isAnswered, await request.Answered.WaitAsync(TimeSpan.FromSeconds(30), Ended));
        }
    }

    [Fact]
    public async Task A_bad_id_keeps_its_place()
    {
        string[] ids = Put(2);
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Emulator.Faults.Add("GET", $"{List}/{ids[0]}", Fault.Hold(held.Task));
        using Shell command = Begin(ids, "$ids[0], [pscustomobject]@{ x = 1 }, $ids[1] | Get-ClassifyJob -NoGrouping *>&1", out IAsyncResult running);
        await Emulator.Requests.WaitForAsync(2);
        held.SetResult();

        Assert.Collection(
            command.EndInvoke(running),
            one => Assert.Equal(ids[0], one.Properties["Id"].Value),
            one => Assert.StartsWith("ClassifyJobIdMissing,", ((ErrorRecord)one.BaseObject).FullyQualifiedErrorId, StringComparison.Ordinal),
            one => Assert.Equal(ids[1], one.Properties["Id"].Value));
        Assert.Equal(2, Emulator.Requests.All.Count);
    }

    private Shell Begin(string[] ids, string script, out IAsyncResult running)
    {
        Engine.Runspace.SessionStateProxy.SetVariable("ids", ids);
        Shell command = Engine.Command(script);
        running = command.BeginInvoke();
        return command;
    }

    private static async Task StopAsync(Shell command, IAsyncResult running)
    {
        await Task.Run(command.Stop, Ended).WaitAsync(TimeSpan.FromSeconds(30), Ended);
        Assert.Throws<PipelineStoppedException>(() => { command.EndInvoke(running); });
    }
}
