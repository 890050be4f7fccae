using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>
/// What the service publishes of how many requests it takes: once it has refused one, no more are sent than that, and not fewer. The
/// service here keeps those limits.
/// </summary>
public sealed class PublishedLimitTests : EmulatorTest
{
    private const int Documents = 200;
    private const int InFlight = 8;

    // The time of the service is that of the client, which jumps over every wait.
    protected override TimeProvider? ServiceClock => Clock;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Uploads_of_200_documents_take_no_longer_than_the_limit_makes_them_take(bool saysWhen)
    {
        int before = Emulator.Files.Count;
        Emulator.Limits.Keep(saysWhen);
        // One at a time: the clock jumps over the wait of each, and not over one wait for each of several that wait together.
        await ForEachAsync(1, UploadAsync);

        Assert.Equal(Documents, Emulator.Files.Count - before);
        // 50 at once, and 50 after each 5 seconds.
        Assert.InRange(Clock.Elapsed.TotalSeconds, 15, 15 * 1.1);
        Assert.Equal(1, Emulator.Limits.Refused);
        Assert.Empty(Heard.Pauses);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Making_200_classify_jobs_takes_no_longer_than_the_limit_makes_it_take(bool saysWhen)
    {
        int before = Emulator.Jobs.Count;
        LlamaCloudFile file = await UploadAsync(0);
        Emulator.Limits.Keep(saysWhen);
        await ForEachAsync(1, _ => CreateAsync(file));

        Assert.Equal(Documents, Emulator.Jobs.Count - before);
        // 40 at once, and 40 after each second.
        Assert.InRange(Clock.Elapsed.TotalSeconds, 4, 4 * 1.1);
        Assert.Equal(1, Emulator.Limits.Refused);
    }

    [Fact]
    public async Task Of_documents_that_are_uploaded_and_started_none_is_lost_and_none_made_twice()
    {
        int files = Emulator.Files.Count, jobs = Emulator.Jobs.Count;
        Emulator.Limits.Keep(saysWhen: true);
        await ForEachAsync(InFlight, async number => await CreateAsync(await UploadAsync(number)));

        Assert.Equal((Documents, Documents), (Emulator.Files.Count - files, Emulator.Jobs.Count - jobs));
        // What was in flight when the first was refused is refused too.
        Assert.InRange(Emulator.Limits.Refused, 1, 2 * InFlight);
    }

    [Fact]
    public async Task Requests_of_another_kind_and_of_another_project_do_not_wait_for_uploads_that_do()
    {
        ManualClock clock = new();
        RateGate gate = new(clock);
        PublishedLimit uploads = PublishedLimit.UploadsTo(new RequestScope("one"));
        RateTurn last = default;
        for (int i = 0; i < 51; i++)
        {
            last = await EnterAsync(gate, uploads);
        }

        gate.Refuse(last, TimeSpan.FromSeconds(5), uploads);
        clock.Advance(TimeSpan.FromSeconds(2));
        Task<RateTurn> waiting = EnterAsync(gate, uploads);

        Assert.Equal(TimeSpan.Zero, (await EnterAsync(gate, null)).Missing);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, (await EnterAsync(gate, PublishedLimit.UploadsTo(new RequestScope("other")))).Missing);
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.Zero, (await waiting).Missing);
    }

    [Fact]
    public async Task A_429_that_asks_for_longer_than_the_limit_explains_or_comes_again_is_a_pause_of_all()
    {
        PublishedLimit limit = PublishedLimit.ClassifyJobs;
        RateGate gate = new(Clock);
        RateTurn[] turns = [.. await Task.WhenAll(Enumerable.Range(0, 41).Select(_ => EnterAsync(gate, limit)))];
        gate.Refuse(turns[40], TimeSpan.FromSeconds(1), limit);
        Assert.Equal(TimeSpan.Zero, gate.WaitOf(null));
        gate.Refuse(turns[39], TimeSpan.FromSeconds(7), limit);
        Assert.Equal(7, gate.WaitOf(null).TotalSeconds);

        gate = new(Clock);
        turns = [.. await Task.WhenAll(Enumerable.Range(0, 41).Select(_ => EnterAsync(gate, limit)))];
        gate.Refuse(turns[40], null, limit);
        gate.Refuse(await EnterAsync(gate, limit), TimeSpan.FromSeconds(1), limit);
        Assert.Equal(1, gate.WaitOf(null).TotalSeconds);
    }

    [Fact]
    public async Task A_limit_explains_a_429_that_comes_long_after_what_it_counts_was_sent()
    {
        ManualClock clock = new();
        RateGate gate = new(clock);
        List<RateTurn> turns = [];
        for (int i = 0; i < 48; i++)
        {
            turns.Add(await EnterAsync(gate, PublishedLimit.ClassifyJobs));
        }

        // The answers take 3 s, and what was sent arrived in another order.
        clock.Advance(TimeSpan.FromSeconds(3));
        foreach (RateTurn turn in turns.Skip(38).Take(8))
        {
            gate.Refuse(turn, null, PublishedLimit.ClassifyJobs);
        }

        Assert.Equal(TimeSpan.Zero, gate.WaitOf(null));
        Assert.Equal(TimeSpan.Zero, gate.WaitOf(null, PublishedLimit.ClassifyJobs));
    }

    [Fact]
    public async Task A_limit_does_not_explain_a_429_to_what_was_sent_with_room_even_where_more_was_sent_since()
    {
        ManualClock clock = new();
        RateGate gate = new(clock);
        RateTurn first = await EnterAsync(gate, PublishedLimit.ClassifyJobs);
        clock.Advance(TimeSpan.FromSeconds(3));
        for (int i = 0; i < 41; i++)
        {
            await EnterAsync(gate, PublishedLimit.ClassifyJobs);
        }

        gate.Refuse(first, TimeSpan.FromSeconds(1), PublishedLimit.ClassifyJobs);
        Assert.Equal(1, gate.WaitOf(null).TotalSeconds);
    }

    [Fact]
    public async Task What_is_never_refused_is_not_held_back()
    {
        RateGate gate = new(Clock);
        for (int i = 0; i < 1000; i++)
        {
            gate.Pass((await EnterAsync(gate, PublishedLimit.ClassifyJobs)).Pause);
        }

        Assert.Empty(Clock.Waits);
    }

    [Fact]
    public async Task A_limit_of_ones_own_counts_requests_of_every_kind()
    {
        RateGate gate = new(Clock);
        List<TimeSpan> turns = [];
        for (int i = 0; i < 50; i++)
        {
            await EnterAsync(gate, i % 2 == 0 ? PublishedLimit.ClassifyJobs : null, requestsPerMinute: 20);
            turns.Add(Clock.Elapsed);
        }

        Assert.All(turns.Zip(turns.Skip(20)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(60), $"{pair}"));
    }

    private static Task<RateTurn> EnterAsync(RateGate gate, PublishedLimit? limit, int? requestsPerMinute = null) =>
        gate.EnterAsync(requestsPerMinute, limit, RateGate.LongestWait, null, Cancellation);

    private Task<LlamaCloudFile> UploadAsync(int number) => Client.Files.UploadAsync(
        FileUpload.OfStream(new MemoryStream([1, 2, 3]), $"{number}.pdf") with { Purpose = "classify" }, default, Cancellation);

    private Task<ClassifyJob> CreateAsync(LlamaCloudFile file) => Client.Classify.CreateAsync(
        new ClassifyJobRequest { FileInput = file.Id, Rules = [new ClassifyRule("invoice", "It has a total amount due.")] },
        default,
        Cancellation);

    // So many at a time, as a command sends them.
    private static Task ForEachAsync(int inFlight, Func<int, Task> act) => Parallel.ForEachAsync(
        Enumerable.Range(0, Documents),
        new ParallelOptions { MaxDegreeOfParallelism = inFlight, CancellationToken = Cancellation },
        async (number, _) => await act(number));
}
