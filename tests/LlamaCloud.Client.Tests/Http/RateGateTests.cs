using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>How requests share the limits of the service.</summary>
public sealed class RateGateTests : EmulatorTest
{
    [Fact]
    public async Task A_429_uses_up_no_retry()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add("GET", Route, Fault.Answer(429, "text/plain", string.Empty, "Retry-After: 2"), times: 7);

        Assert.Equal("clj-1", (await Get(Once())).Id);
        Assert.Equal(8, Emulator.Requests.All.Count);
        Assert.Equal(Enumerable.Repeat(2.0, 7), Clock.Seconds.Where(wait => wait >= 2));
    }

    [Fact]
    public async Task A_429_without_headers_pauses_longer_each_time()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add("GET", Route, Fault.Status(429, "Rate limit exceeded"), times: 8);
        await Get();

        double[] expected = [1, 2, 4, 8, 16, 32, 60, 60];
        Assert.All(Heard.Pauses.Zip(expected), pause => Assert.InRange(pause.First.Wait.TotalSeconds, pause.Second * 0.75, pause.Second));
        Assert.Equal(8, Heard.Pauses.Count);
    }

    [Fact]
    public async Task A_429_that_is_not_to_be_tried_again_is_an_error()
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(429, "application/json", """{"detail":"Monthly limit reached"}""", "x-should-retry: false"));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.Equal((429, "Monthly limit reached"), (failure.StatusCode!.Value, failure.Detail));
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public async Task A_request_waits_ten_minutes_in_all_and_then_fails()
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(429, "application/json", """{"detail":"Rate limit exceeded"}""", "Retry-After: 100"));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.Equal(429, failure.StatusCode);
        Assert.Contains("more than 10 minutes", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Rate limit exceeded", failure.Message, StringComparison.Ordinal);
        Assert.InRange(Clock.Elapsed.TotalSeconds, 500, 600);
    }

    [Fact]
    public async Task One_429_pauses_every_request_with_the_same_key_whichever_client_sends_it()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        RateGate gate = RateGates.For(Options());
        Assert.Same(gate, RateGates.For(Options(requestsPerMinute: 7)));
        Assert.NotSame(gate, RateGates.For(new LlamaCloudClientOptions("llx-another") { BaseAddress = Emulator.BaseAddress, Clock = Clock }));
        Assert.NotSame(gate, RateGates.For(Options(path: "elsewhere")));

        (long pause, _) = await gate.EnterAsync(null, RateGate.LongestWait, null, Cancellation);
        gate.Refuse(pause, TimeSpan.FromSeconds(12));
        await Get(new LlamaCloudClient(Options()));

        RatePause told = Assert.Single(Heard.Pauses);
        Assert.Equal(12, told.Wait.TotalSeconds);
        Assert.Equal([12.0], Clock.Seconds);
    }

    [Fact]
    public async Task Several_429s_of_one_moment_are_one_pause()
    {
        RateGate gate = new(Clock);
        List<long> tickets = [];
        for (int i = 0; i < 8; i++)
        {
            tickets.Add((await gate.EnterAsync(null, RateGate.LongestWait, null, Cancellation)).Pause);
        }

        foreach (long ticket in tickets)
        {
            gate.Refuse(ticket, TimeSpan.FromSeconds(12));
        }

        List<RatePause> told = [];
        await gate.EnterAsync(null, RateGate.LongestWait, told.Add, Cancellation);
        (long after, _) = await gate.EnterAsync(null, RateGate.LongestWait, told.Add, Cancellation);

        Assert.Equal(1, after);
        Assert.Equal(12, Assert.Single(told).Wait.TotalSeconds);
    }

    [Fact]
    public async Task After_a_pause_requests_go_on_apart_and_come_closer_again()
    {
        RateGate gate = new(Clock);
        gate.Refuse((await gate.EnterAsync(null, RateGate.LongestWait, null, Cancellation)).Pause, TimeSpan.FromSeconds(12));
        TimeSpan before = Clock.Elapsed;
        List<double> starts = [];
        for (int i = 0; i < 60; i++)
        {
            await gate.EnterAsync(null, RateGate.LongestWait, null, Cancellation);
            starts.Add((Clock.Elapsed - before).TotalSeconds);
            gate.Pass();
        }

        double[] distances = [.. starts.Zip(starts.Skip(1), (one, next) => next - one)];
        Assert.Equal(12, starts[0]);
        Assert.InRange(distances[0], 0.04, 0.051);
        Assert.True(distances.Zip(distances.Skip(1)).All(pair => pair.Second <= pair.First + 1e-6));
        Assert.Equal(0, distances[^1], 6);
    }

    [Fact]
    public async Task A_limit_of_ones_own_is_kept_in_every_minute()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        LlamaCloudClient client = new(Options(requestsPerMinute: 20));
        List<TimeSpan> starts = [];
        for (int i = 0; i < 65; i++)
        {
            await Get(client);
            starts.Add(Clock.Elapsed);
        }

        Assert.All(starts.Zip(starts.Skip(20)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(60), $"{pair}"));
        Assert.Equal(TimeSpan.Zero, starts[19]);
        Assert.Empty(Heard.Pauses);
    }

    [Fact]
    public async Task Cancelling_ends_a_wait()
    {
        using CancellationTokenSource user = new();
        RateGate gate = new(TimeProvider.System);
        gate.Refuse((await gate.EnterAsync(null, RateGate.LongestWait, null, Cancellation)).Pause, TimeSpan.FromSeconds(100));
        Task<(long, TimeSpan)> waiting = gate.EnterAsync(null, RateGate.LongestWait, null, user.Token);
        await user.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
