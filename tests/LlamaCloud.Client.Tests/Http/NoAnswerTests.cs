using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>What a caller sees of a request that got no whole answer.</summary>
public sealed class NoAnswerTests : EmulatorTest
{
    [Fact]
    public async Task A_cut_connection_is_a_connection_failure()
    {
        Emulator.Faults.Add("GET", Route, Fault.Cut());
        LlamaCloudException failure = await FailureOf(Get(Once()));

        Assert.Equal((LlamaCloudErrorKind.Connection, (int?)null), (failure.Kind, failure.StatusCode));
    }

    [Fact]
    public async Task A_connection_cut_within_the_body_is_a_connection_failure()
    {
        Emulator.Faults.Add("GET", Route, Fault.BreakInBody("""{"id":"clj-1",""", cut: true));
        LlamaCloudException failure = await FailureOf(Get(Once()));

        Assert.Equal(LlamaCloudErrorKind.Connection, failure.Kind);
    }

    [Fact]
    public async Task A_refused_connection_is_a_connection_failure()
    {
        await Emulator.DisposeAsync();
        LlamaCloudException failure = await FailureOf(Get(Once()));

        Assert.Equal(LlamaCloudErrorKind.Connection, failure.Kind);
        Assert.Contains("refused", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_name_that_no_host_has_is_told_apart()
    {
        // RFC 2606, section 2: no host has a name under .invalid.
        using HttpClient direct = new(Compatibility.CreateHandler(useProxy: false, proxy: null));
        LlamaCloudClient client = new(
            new LlamaCloudClientOptions("llx-key")
            {
                BaseAddress = ServiceAddress.Parse("llamacloud.invalid"),
                Clock = Clock,
                Http = direct,
                Timeout = JumpingClock.Deadline,
            });
        LlamaCloudException failure = await FailureOf(client.Classify.GetAsync("clj-1", default, Cancellation));

        Assert.Equal(LlamaCloudErrorKind.UnknownHost, failure.Kind);
    }

    [Fact]
    public async Task A_host_without_tls_is_told_apart()
    {
        LlamaCloudClient client = new(
            new LlamaCloudClientOptions("llx-key") { BaseAddress = ServiceAddress.Parse(Emulator.BaseAddress.Authority) });
        LlamaCloudException failure = await FailureOf(client.Classify.GetAsync("clj-1", default, Cancellation));

        Assert.Equal(LlamaCloudErrorKind.SecureChannel, failure.Kind);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public async Task The_deadline_covers_the_wait_for_an_answer()
    {
        Emulator.Faults.Add("GET", Route, Fault.Silence());
        Task<ClassifyJob> request = Get(Once());
        RecordedRequest recorded = (await Emulator.Requests.WaitForAsync(1)).Single();
        Clock.Expire();
        LlamaCloudException failure = await FailureOf(request);

        Assert.Equal(LlamaCloudErrorKind.Timeout, failure.Kind);
        Assert.Contains(
            "not answered within 61 s: the time ran out while it waited for the answer to begin",
            failure.Message,
            StringComparison.Ordinal);
        Assert.False(await recorded.Answered);
    }

    [Fact]
    public async Task The_deadline_covers_the_whole_body()
    {
        TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using HttpClient http = new(new BodyWatch(reading) { InnerHandler = Compatibility.CreateHandler(useProxy: false, proxy: null) });
        LlamaCloudClient client = new(new LlamaCloudClientOptions(Options(maximumRetryCount: 0)) { Http = http });
        Emulator.Faults.Add("GET", Route, Fault.BreakInBody("""{"id":"clj-1",""", cut: false));
        Task<ClassifyJob> request = Get(client);
        await reading.Task;
        Clock.Expire();
        LlamaCloudException failure = await FailureOf(request);

        Assert.Equal(LlamaCloudErrorKind.Timeout, failure.Kind);
        Assert.Contains("the time ran out while it read the answer", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_ends_the_request_and_is_no_timeout(bool inBody)
    {
        Emulator.Faults.Add("GET", Route, inBody ? Fault.BreakInBody("{", cut: false) : Fault.Silence());
        using CancellationTokenSource user = new();
        Task<ClassifyJob> request = Client.Classify.GetAsync("clj-1", default, user.Token);
        RecordedRequest recorded = (await Emulator.Requests.WaitForAsync(1)).Single();
        await user.CancelAsync();

        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.Equal(user.Token, cancelled.CancellationToken);
        Assert.False(await recorded.Answered);
    }

    /// <summary>Says when the body of an answer begins to be read.</summary>
    private sealed class BodyWatch(TaskCompletionSource reading) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            response.Content = new StreamContent(
                new WatchedStream(await response.Content.ReadAsStreamAsync(cancellationToken), _ => reading.TrySetResult()));
            return response;
        }
    }
}
