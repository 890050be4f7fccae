using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Http;
using LlamaCloud.PowerShell.Tests.Contract;
using Xunit;

namespace LlamaCloud.Client.Tests;

/// <summary>A test with an emulator of its own, on a clock that does not let it wait.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    /// <summary>The path of the job that most tests ask for; there is none unless the test makes one.</summary>
    protected const string Route = "/api/v2/classify/clj-1";

    private ContractWatch? _watch;

    protected ServiceEmulator Emulator { get; private set; } = null!;

    protected JumpingClock Clock { get; } = new();

    protected Listener Heard { get; } = new();

    protected LlamaCloudClient Client => field ??= new(Options());

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The time of the service; the machine's when null.</summary>
    protected virtual TimeProvider? ServiceClock => null;

    public async ValueTask InitializeAsync()
    {
        Emulator = await ServiceEmulator.StartAsync(clock: ServiceClock);
        _watch = ContractWatch.Over(Emulator);
    }

    public virtual async ValueTask DisposeAsync()
    {
        _watch?.End();
        await Emulator.DisposeAsync();
        GC.SuppressFinalize(this);
        Assert.Empty(_watch?.Problems ?? []);
    }

    /// <summary>Says that this test asks or answers what the service's description does not know.</summary>
    protected void LeaveDescription() => _watch = null;

    protected LlamaCloudClientOptions Options(int maximumRetryCount = 2, int? requestsPerMinute = null, string? path = null) =>
        new(Emulator.ApiKey)
    {
        BaseAddress = path is null ? Emulator.BaseAddress : ServiceAddress.Parse(Emulator.BaseAddress + path),
        Clock = Clock,
        MaximumRetryCount = maximumRetryCount,
        Observer = Heard,
        RequestsPerMinute = requestsPerMinute,
        Timeout = JumpingClock.Deadline,
    };

    protected Task<ClassifyJob> Get(LlamaCloudClient? client = null) =>
        (client ?? Client).Classify.GetAsync("clj-1", default, Cancellation);

    /// <summary>A client that tries once.</summary>
    protected LlamaCloudClient Once() => new(Options(maximumRetryCount: 0));

    protected static Task<LlamaCloudException> FailureOf(Task request) => Assert.ThrowsAsync<LlamaCloudException>(() => request);

    /// <summary>So long it waited each time, less up to a quarter, so that many clients do not come back as one.</summary>
    protected void AssertBackoff(params double[] seconds)
    {
        Assert.Equal(seconds.Length, Clock.Waits.Count);
        Assert.All(Clock.Waits.Zip(seconds), wait => Assert.InRange(wait.First.TotalSeconds, wait.Second * 0.75, wait.Second));
    }

    /// <summary>Notes what it hears.</summary>
    protected sealed class Listener : IRequestObserver
    {
        private readonly ConcurrentQueue<RequestAttempt> _attempts = new();
        private readonly ConcurrentQueue<RatePause> _pauses = new();
        private readonly ConcurrentQueue<string> _exchanges = new();

        public bool WantsExchanges { get; set; }

        public IReadOnlyList<RequestAttempt> Attempts => [.. _attempts];

        public IReadOnlyList<RatePause> Pauses => [.. _pauses];

        public IReadOnlyList<string> Exchanges => [.. _exchanges];

        public void Attempted(RequestAttempt attempt) => _attempts.Enqueue(attempt);

        public void Pausing(RatePause pause) => _pauses.Enqueue(pause);

        public void Exchanged(string text) => _exchanges.Enqueue(text);
    }
}
