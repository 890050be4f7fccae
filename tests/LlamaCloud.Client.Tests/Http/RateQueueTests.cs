using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>Who waits at the gate gets a turn in the order of coming.</summary>
public sealed class RateQueueTests
{
    private const int Many = 64;

    private readonly JumpingClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task None_of_64_is_overtaken()
    {
        RateGate gate = new(_clock);
        using Line line = new(gate, _clock);
        Task<RateTurn>[] waiting = [line.First, .. Enumerable.Range(1, Many - 1).Select(_ => Enter(gate))];
        TimeSpan[] turns = await line.GoAsync(waiting);

        // Requests after a pause go 50 ms apart, so that no two have their turn at one moment.
        Assert.All(turns.Zip(turns.Skip(1)), pair => Assert.True(pair.First < pair.Second, $"{pair}"));
        Assert.All(turns.Zip(turns.Skip(20)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(60), $"{pair}"));
        Assert.InRange(turns[^1].TotalSeconds, 180, 200);
    }

    [Fact]
    public async Task Whoever_comes_later_does_not_overtake_those_who_wait()
    {
        RateGate gate = new(_clock);
        using Line line = new(gate, _clock);
        Task<RateTurn>[] waiting = [line.First, .. Enumerable.Range(1, 30).Select(_ => Enter(gate))];
        // As each has its turn another comes, without end for those who would wait for a gap.
        async Task<RateTurn> ThenAnotherAsync(Task<RateTurn> one)
        {
            RateTurn turn = await one;
            await Enter(gate);
            return turn;
        }

        TimeSpan[] turns = await line.GoAsync([.. waiting.Select(ThenAnotherAsync)]);

        Assert.All(turns.Zip(turns.Skip(1)), pair => Assert.True(pair.First < pair.Second, $"{pair}"));
        Assert.InRange(turns[^1].TotalSeconds, 60, 80);
    }

    [Fact]
    public async Task Who_is_cancelled_leaves_the_queue()
    {
        RateGate gate = new(_clock);
        using Line line = new(gate, _clock);
        using CancellationTokenSource user = new();
        Task<RateTurn>[] leaving = [.. Enumerable.Range(0, 25).Select(_ => Enter(gate, cancellationToken: user.Token))];
        Task<RateTurn>[] staying = [.. Enumerable.Range(0, 10).Select(_ => Enter(gate))];
        await user.CancelAsync();
        foreach (Task<RateTurn> one in leaving)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        }

        TimeSpan[] turns = await line.GoAsync([line.First, .. staying]);

        // All of them within the first 20.
        Assert.InRange(turns[^1].TotalSeconds, 12, 13);
    }

    [Fact]
    public async Task Who_would_wait_too_long_behind_the_others_fails_at_once()
    {
        RateGate gate = new(_clock);
        using Line line = new(gate, _clock);
        Task<RateTurn>[] waiting = [line.First, .. Enumerable.Range(1, 19).Select(_ => Enter(gate))];
        RateTurn refused = await Enter(gate, budget: TimeSpan.FromSeconds(60));
        Task<RateTurn> patient = Enter(gate, budget: TimeSpan.FromSeconds(80));

        Assert.Equal(72.5, refused.Missing.TotalSeconds, 3);
        await line.GoAsync([.. waiting, patient]);
        Assert.InRange(80 - (await patient).Left.TotalSeconds, 72, 74);
    }

    [Fact]
    public async Task A_pause_that_becomes_longer_ends_the_waits_of_those_who_may_not_wait_so_long()
    {
        RateGate gate = new(_clock);
        using Line line = new(gate, _clock);
        List<RatePause> told = [];
        Task<RateTurn> hasty = Enter(gate, told.Add, TimeSpan.FromSeconds(20));
        Assert.False(hasty.IsCompleted);
        gate.Refuse(default, TimeSpan.FromSeconds(100));

        Assert.Equal(100, Math.Floor((await hasty).Missing.TotalSeconds));
        Assert.Equal(12, Assert.Single(told).Wait.TotalSeconds);
        Assert.InRange((await line.GoAsync([line.First]))[0].TotalSeconds, 100, 112);
    }

    [Fact]
    public async Task Who_has_no_limit_does_not_wait_for_those_who_have()
    {
        RateGate gate = new(TimeProvider.System);
        await Enter(gate, limit: 1);
        Task<RateTurn> limited = Enter(gate, limit: 1);
        RateTurn free = await Enter(gate, limit: null);

        Assert.False(limited.IsCompleted);
        Assert.Equal(TimeSpan.Zero, free.Missing);
    }

    private static Task<RateTurn> Enter(
        RateGate gate,
        Action<RatePause>? pausing = null,
        TimeSpan? budget = null,
        int? limit = 20,
        CancellationToken? cancellationToken = null) =>
        gate.EnterAsync(limit, null, budget ?? RateGate.LongestWait, pausing, cancellationToken ?? Cancellation);

    /// <summary>
    /// The first in a line at a gate that is shut for 12 seconds. It holds on before it looks at the clock, so that nothing
    /// goes on before all have come.
    /// </summary>
    private sealed class Line : IDisposable
    {
        private readonly ManualResetEventSlim _isThere = new();
        private readonly ManualResetEventSlim _go = new();
        private readonly TimeSpan _start;

        public Line(RateGate gate, JumpingClock clock)
        {
            gate.Refuse(default, TimeSpan.FromSeconds(12));
            _start = clock.Elapsed;
            First = Task.Run(() => Enter(gate, _ => Hold()));
            _isThere.Wait(Cancellation);
        }

        public Task<RateTurn> First { get; }

        /// <summary>Lets them go. Answers when each had its turn, from the beginning on.</summary>
        public async Task<TimeSpan[]> GoAsync(Task<RateTurn>[] waiting)
        {
            _go.Set();
            RateTurn[] turns = await Task.WhenAll(waiting);
            Assert.All(turns, turn => Assert.Equal(TimeSpan.Zero, turn.Missing));
            return [.. turns.Select(turn => RateGate.LongestWait - turn.Left - _start)];
        }

        public void Dispose()
        {
            _go.Set();
            _isThere.Dispose();
            _go.Dispose();
        }

        private void Hold()
        {
            _isThere.Set();
            _go.Wait();
        }
    }
}
