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
        Assert.Equal(8, Heard.Pauses.Count);
        Assert.All(Heard.Pauses.Zip(expected), pause => Assert.InRange(pause.First.Wait.TotalSeconds, pause.Second * 0.75, pause.Second));
    }

    [Fact]
    public async Task A_429_that_is_not_to_be_tried_again_is_an_error()
    {
        Emulator.Faults.Add(
            "GET", Route, Fault.Answer(429, "application/json", """{"detail":"Monthly limit reached"}""", "x-should-retry: false"));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.Equal((429, "Monthly limit reached"), (failure.StatusCode!.Value, failure.Detail));
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public async Task A_request_waits_ten_minutes_in_all_and_then_fails()
    {
        Emulator.Faults.Add(
            "GET", Route, Fault.Answer(429, "application/json", """{"detail":"Rate limit exceeded"}""", "Retry-After: 100"));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.Equal(429, failure.StatusCode);
        Assert.Contains("would have to wait 100 s more", failure.Message, StringComparison.Ordinal);
        Assert.Contains("may wait 10 minutes in all", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Rate limit exceeded", failure.Message, StringComparison.Ordinal);
        Assert.InRange(Clock.Elapsed.TotalSeconds, 500, 600);
    }

    [Fact]
    public async Task One_429_pauses_every_request_with_the_same_key_whichever_client_sends_it()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        RateGate gate = RateGates.For(Options());
        Assert.Same(gate, RateGates.For(Options(requestsPerMinute: 7)));
        Assert.NotSame(
            gate, RateGates.For(new LlamaCloudClientOptions("llx-another") { BaseAddress = Emulator.BaseAddress, Clock = Clock }));
        Assert.NotSame(gate, RateGates.For(Options(path: "elsewhere")));

        gate.Refuse(await Enter(gate), TimeSpan.FromSeconds(12));
        await Get(new LlamaCloudClient(Options()));

        RatePause told = Assert.Single(Heard.Pauses);
        Assert.Equal(12, told.Wait.TotalSeconds);
        Assert.Equal([12.0], Clock.Seconds);
    }

    [Fact]
    public async Task Several_429s_of_one_moment_are_one_pause()
    {
        RateGate gate = new(Clock);
        List<RateTurn> turns = [];
        for (int i = 0; i < 8; i++)
        {
            turns.Add(await Enter(gate));
        }

        foreach (RateTurn turn in turns)
        {
            gate.Refuse(turn, TimeSpan.FromSeconds(12));
        }

        List<RatePause> told = [];
        await Enter(gate, told.Add);

        Assert.Equal(turns[0].Pause + 1, (await Enter(gate, told.Add)).Pause);
        Assert.Equal(12, Assert.Single(told).Wait.TotalSeconds);
    }

    [Fact]
    public async Task A_429_that_comes_late_and_asks_for_longer_is_heard_after_the_pause_too()
    {
        RateGate gate = new(Clock);
        RateTurn one = await Enter(gate);
        gate.Refuse(one, TimeSpan.FromSeconds(1));
        await Enter(gate);
        gate.Refuse(one, TimeSpan.FromSeconds(30));

        Assert.Equal(30, gate.WaitOf(null).TotalSeconds);
    }

    [Fact]
    public async Task Pauses_of_two_gates_have_different_numbers()
    {
        List<RatePause> told = [];
        foreach (RateGate gate in (RateGate[])[new(Clock), new(Clock)])
        {
            gate.Refuse(await Enter(gate), TimeSpan.FromSeconds(1));
            await Enter(gate, told.Add);
        }

        Assert.Equal(2, told.Select(pause => pause.Number).Distinct().Count());
    }

    [Fact]
    public async Task Without_a_limit_no_more_is_remembered_than_the_highest_one_needs()
    {
        RateGate gate = new(Clock);
        for (int i = 0; i < RateWindow.Most + 10; i++)
        {
            await Enter(gate);
        }

        Assert.Equal(RateWindow.Most, gate.State.RequestsInLastMinute);
    }

    [Fact]
    public async Task After_a_pause_requests_go_on_apart_and_come_closer_again()
    {
        RateGate gate = new(Clock);
        gate.Refuse(await Enter(gate), TimeSpan.FromSeconds(12));
        TimeSpan before = Clock.Elapsed;
        List<double> starts = [];
        for (int i = 0; i < 60; i++)
        {
            RateTurn turn = await Enter(gate);
            starts.Add((Clock.Elapsed - before).TotalSeconds);
            gate.Pass(turn.Pause);
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
    public async Task Answers_to_what_was_sent_before_a_pause_say_nothing_of_now()
    {
        RateGate gate = new(Clock);
        List<double> pauses = [];
        for (int round = 0; round < 4; round++)
        {
            RateTurn[] turns = [await Enter(gate), await Enter(gate), await Enter(gate)];
            gate.Refuse(turns[0], null);
            gate.Pass(turns[1].Pause);
            gate.Pass(turns[2].Pause);
            await Enter(gate, pause => pauses.Add(pause.Wait.TotalSeconds));
        }

        Assert.Equal(4, pauses.Count);
        Assert.All(pauses.Zip((double[])[1, 2, 4, 8]), pause => Assert.InRange(pause.First, pause.Second * 0.75, pause.Second));
    }

    [Fact]
    public async Task Pauses_in_a_row_keep_requests_further_apart()
    {
        RateGate gate = new(Clock);
        List<double> distances = [];
        for (int round = 0; round < 8; round++)
        {
            gate.Refuse(await Enter(gate), TimeSpan.FromSeconds(1));
            await Enter(gate);
            TimeSpan first = Clock.Elapsed;
            await Enter(gate);
            distances.Add(Math.Round((Clock.Elapsed - first).TotalSeconds, 3));
        }

        Assert.Equal([0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3, 3], distances);
    }

    [Fact]
    public async Task A_late_429_can_make_a_pause_longer_but_not_shorter()
    {
        RateGate gate = new(Clock);
        RateTurn[] turns = [await Enter(gate), await Enter(gate), await Enter(gate)];
        gate.Refuse(turns[0], TimeSpan.FromSeconds(10));
        gate.Refuse(turns[1], TimeSpan.FromSeconds(30));
        gate.Refuse(turns[2], TimeSpan.FromSeconds(5));
        await Enter(gate);

        Assert.Equal(30, Clock.Elapsed.TotalSeconds, 3);
    }

    [Fact]
    public async Task A_pause_that_is_too_long_fails_at_once_without_a_warning_and_is_forgotten_after_an_hour()
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(429, "text/plain", string.Empty, "Retry-After: 80000"), times: 1);
        LlamaCloudException failure = await FailureOf(Get());

        Assert.Contains("wait 3600 s more", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Heard.Pauses);
        Assert.Empty(Clock.Waits);
        Assert.Null(Assert.Single(Heard.Attempts).RetryAfter);
        Assert.Equal(429, failure.StatusCode);
        Assert.Equal(LlamaCloudErrorKind.RateLimited, (await FailureOf(Get())).Kind);
        Assert.Single(Emulator.Requests.All);
    }

    [Fact]
    public async Task A_429_that_is_final_pauses_the_others_all_the_same()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add(
            "GET", Route, Fault.Answer(429, "text/plain", string.Empty, "x-should-retry: false", "Retry-After: 7"), times: 1);
        await FailureOf(Get());
        await Get();

        Assert.Equal(7, Assert.Single(Heard.Pauses).Wait.TotalSeconds, 3);
    }

    [Fact]
    public async Task Many_requests_at_once_share_a_pause_and_all_get_through()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add("GET", Route, Fault.Answer(429, "text/plain", string.Empty, "Retry-After: 3"), times: 5);
        ClassifyJob[] jobs = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Get()));

        Assert.Equal(32, jobs.Length);
        Assert.Equal(37, Emulator.Requests.All.Count);
        Assert.InRange(Heard.Pauses.Select(pause => pause.Number).Distinct().Count(), 1, 5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(10_001)]
    public void A_limit_that_cannot_be_kept_is_refused(int requestsPerMinute)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Options(requestsPerMinute: requestsPerMinute));
        Assert.Throws<ArgumentOutOfRangeException>(() => Options(maximumRetryCount: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LlamaCloudClientOptions("llx-key") { Timeout = TimeSpan.FromSeconds(-1) });
    }

    [Fact]
    public async Task Cancelling_ends_a_wait()
    {
        using CancellationTokenSource user = new();
        RateGate gate = new(TimeProvider.System);
        gate.Refuse(await Enter(gate), TimeSpan.FromSeconds(100));
        Task<RateTurn> waiting = gate.EnterAsync(null, null, RateGate.LongestWait, null, user.Token);
        await user.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static Task<RateTurn> Enter(RateGate gate, Action<RatePause>? pausing = null) =>
        gate.EnterAsync(null, null, RateGate.LongestWait, pausing, Cancellation);
}
