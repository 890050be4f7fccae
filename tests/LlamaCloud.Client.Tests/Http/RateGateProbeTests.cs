using System;
using System.Threading.Tasks;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>A pause that is longer than any request waits, and limits of one's own.</summary>
public sealed class RateGateProbeTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Past_ten_minutes_one_probe_a_minute_gets_through_and_an_answer_opens_the_gate()
    {
        RateGate gate = new(_clock);
        RateTurn first = await EnterAsync(gate, null);
        gate.Refuse(first, TimeSpan.FromHours(1));
        Assert.True((await EnterAsync(gate, null)).Missing > TimeSpan.Zero);

        _clock.Advance(TimeSpan.FromMinutes(10));
        RateTurn probe = await EnterAsync(gate, null);
        Assert.Equal(TimeSpan.Zero, probe.Missing);
        Assert.True((await EnterAsync(gate, null)).Missing > TimeSpan.Zero);

        gate.Refuse(probe, TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromMinutes(1));
        probe = await EnterAsync(gate, null);
        Assert.Equal(TimeSpan.Zero, probe.Missing);

        gate.Pass(probe.Pause);
        Assert.Equal(TimeSpan.Zero, (await EnterAsync(gate, null)).Missing);
    }

    [Fact]
    public async Task A_limit_of_ones_own_counts_ones_own_requests()
    {
        RateGate gate = new(_clock);
        for (int i = 0; i < 100; i++)
        {
            await EnterAsync(gate, null);
        }

        Assert.Equal(TimeSpan.Zero, (await EnterAsync(gate, 2)).Missing);
        Assert.Equal(TimeSpan.Zero, (await EnterAsync(gate, 2)).Missing);
        Assert.True((await EnterAsync(gate, 2)).Missing > TimeSpan.Zero);
    }

    private static Task<RateTurn> EnterAsync(RateGate gate, int? limit) =>
        gate.EnterAsync(limit, null, TimeSpan.FromSeconds(30), null, TestContext.Current.CancellationToken);
}
