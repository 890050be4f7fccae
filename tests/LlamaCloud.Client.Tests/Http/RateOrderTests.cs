using System;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>In which order requests of several kinds go that share a limit of their own.</summary>
public sealed class RateOrderTests
{
    private const int OwnLimit = 60;

    private readonly ManualClock _clock = new();
    private readonly RateGate _gate;
    private readonly PublishedLimit _uploads = PublishedLimit.UploadsTo(new RequestScope("one"));

    public RateOrderTests() => _gate = new RateGate(_clock);

    [Fact]
    public async Task Whatever_their_kind_they_go_in_the_order_in_which_they_came()
    {
        for (int i = 0; i < OwnLimit; i++)
        {
            await EnterAsync(null);
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        await AssertOrderAsync([.. Enumerable.Range(0, 12).Select(number => EnterAsync(Kind(number / 4)))]);
    }

    [Fact]
    public async Task One_that_its_published_limit_holds_up_lets_the_others_pass_and_is_next_when_there_is_room()
    {
        await FillUploadsAsync();
        Task<RateTurn>[] uploads = [EnterAsync(_uploads), EnterAsync(_uploads)];
        Task<RateTurn>[] others = [EnterAsync(null), EnterAsync(PublishedLimit.ClassifyJobs)];

        Assert.All(others, one => Assert.True(one.IsCompletedSuccessfully));
        Assert.All(uploads, one => Assert.False(one.IsCompleted));
        await AssertOrderAsync([.. uploads, EnterAsync(_uploads)]);
    }

    [Fact]
    public async Task One_whose_published_limit_has_room_before_its_own_is_not_overtaken()
    {
        for (int i = 51; i < OwnLimit; i++)
        {
            await EnterAsync(null);
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        // Their own limit is full for a minute from now on. The published one has room long before that.
        await FillUploadsAsync();
        await AssertOrderAsync([EnterAsync(_uploads), EnterAsync(_uploads), EnterAsync(null), EnterAsync(null)]);
    }

    [Fact]
    public async Task Those_of_another_kind_that_come_first_count_for_who_would_wait_too_long()
    {
        for (int i = 0; i < OwnLimit; i++)
        {
            await EnterAsync(null);
        }

        for (int i = 0; i < OwnLimit; i++)
        {
            _ = EnterAsync(Kind(i));
        }

        Assert.InRange(_gate.WaitOf(OwnLimit).TotalSeconds, 120, 122);
        Assert.InRange((await EnterAsync(null, TimeSpan.FromSeconds(100))).Missing.TotalSeconds, 120, 122);
    }

    // One kind in three has no published limit.
    private PublishedLimit? Kind(int number) => (number % 3) switch { 0 => _uploads, 1 => null, _ => PublishedLimit.ClassifyJobs };

    // From now on that limit is kept, and has no room for 5 seconds.
    private async Task FillUploadsAsync()
    {
        RateTurn last = default;
        for (int i = 0; i < 51; i++)
        {
            last = await EnterAsync(_uploads);
        }

        _gate.Refuse(last, null, _uploads);
    }

    private Task<RateTurn> EnterAsync(PublishedLimit? published, TimeSpan? budget = null) =>
        _gate.EnterAsync(OwnLimit, published, budget ?? RateGate.LongestWait, null, TestContext.Current.CancellationToken);

    // Time passes in steps that are shorter than what is between two turns.
    private async Task AssertOrderAsync(Task<RateTurn>[] waiting)
    {
        for (int i = 0; i < 2000 && !waiting.All(one => one.IsCompleted); i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            for (int turn = 0; turn < 20; turn++)
            {
                await Task.Yield();
            }
        }

        RateTurn[] turns = await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.All(turns, turn => Assert.Equal(TimeSpan.Zero, turn.Missing));
        // All came at one moment and may wait equally long: whoever has more time left had its turn before.
        Assert.Equal(turns.OrderByDescending(turn => turn.Left), turns);
    }
}
