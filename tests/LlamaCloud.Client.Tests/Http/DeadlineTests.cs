using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>How long an attempt may take: all of it, or, where the contents of a file go by, the time that it stands still.</summary>
public sealed class DeadlineTests : EmulatorTest
{
    private const string Image = "/api/v1/parsing/job/x/result/image/page_1.jpg";
    private const string Upload = "/api/v2/parse/upload";

    private static readonly TimeSpan s_span = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_nearly = TimeSpan.FromSeconds(9);

    [Fact]
    public void A_deadline_runs_out_once_and_not_before_its_time()
    {
        ManualClock clock = new();
        using Deadline deadline = new(clock, s_span);
        clock.Advance(s_nearly);
        Assert.False(deadline.Token.IsCancellationRequested);

        clock.Advance(s_span - s_nearly);
        Assert.True(deadline.Token.IsCancellationRequested);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_byte_that_passes_begins_the_time_anew(bool isAsync)
    {
        ManualClock clock = new();
        using Deadline deadline = new(clock, s_span);
        long passed = 0;
        using WatchedStream stream = new(new MemoryStream(new byte[10]), count =>
        {
            passed += count;
            deadline.Restart();
        });
        for (int i = 0; i < 10; i++)
        {
            clock.Advance(s_nearly);
            byte[] buffer = new byte[1];
            Assert.Equal(1, isAsync ? await stream.ReadAsync(buffer, Cancellation) : stream.Read(buffer, 0, 1));
        }

        Assert.Equal((10, false), (passed, deadline.Token.IsCancellationRequested));
        clock.Advance(s_span);
        Assert.True(deadline.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_deadline_that_is_over_does_not_run_out_any_more()
    {
        ManualClock clock = new();
        Deadline deadline = new(clock, s_span);
        deadline.Dispose();
        clock.Advance(s_span);

        Assert.False(deadline.Token.IsCancellationRequested);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Only_a_file_of_this_machine_fails_as_one(bool isLocal)
    {
        using WatchedStream stream = new(new Broken(), _ => { }, isLocal);

        Assert.Equal(
            isLocal ? typeof(LocalFileException) : typeof(IOException),
            Assert.ThrowsAny<IOException>(() => stream.Read(new byte[1], 0, 1)).GetType());
    }

    [Fact]
    public async Task A_download_may_take_longer_than_the_timeout_as_long_as_something_comes()
    {
        ManualClock clock = new();
        using Slow slow = new(clock);
        using HttpClient http = new(slow);
        LlamaCloudClient client = new(
            new LlamaCloudClientOptions(Options(maximumRetryCount: 0)) { Clock = clock, Http = http, Timeout = s_span });
        using MemoryStream target = new();
        await client.Api.SendToAsync(new ApiRequest("GET", Image), () => target, Cancellation);
        LlamaCloudException failure = await FailureOf(client.Api.SendForTextAsync(new ApiRequest("GET", Image), Cancellation));

        Assert.Equal(Slow.Steps, target.ToArray().Length);
        Assert.Equal(LlamaCloudErrorKind.Timeout, failure.Kind);
        Assert.Contains("was not answered within 10 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_may_take_longer_than_the_timeout_as_long_as_something_goes()
    {
        ManualClock clock = new();
        using Slow slow = new(clock);
        using HttpClient http = new(slow);
        LlamaCloudClient client = new(
            new LlamaCloudClientOptions(Options(maximumRetryCount: 0)) { Clock = clock, Http = http, Timeout = s_span });
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, new byte[Slow.Steps], Cancellation);
            await client.Api.SendForTextAsync(new ApiRequest("POST", Upload) { Form = [FormField.OfFile("file", path)] }, Cancellation);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(Slow.Steps, slow.Received);
    }

    [Fact]
    public async Task A_download_that_stands_still_has_run_out_of_time()
    {
        Emulator.Faults.Add("GET", Image, Fault.BreakInBody(new string('x', 5000), cut: false));
        TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task download = Once().Api.SendToAsync(new ApiRequest("GET", Image), () => new Telling(written), Cancellation);
        await written.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Clock.Expire();
        LlamaCloudException failure = await FailureOf(download);

        Assert.Equal((LlamaCloudErrorKind.Timeout, 200), (failure.Kind, failure.StatusCode!.Value));
        Assert.Contains("stood still for 61 s: the time ran out while it read the answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_without_an_answer_has_stood_still()
    {
        string path = Path.GetTempFileName();
        try
        {
            Emulator.Faults.Add("POST", Upload, Fault.Silence());
            Task<object?> upload = Client.Api.SendAsync(
                new ApiRequest("POST", Upload) { Form = [FormField.OfFile("file", path)] }, Cancellation);
            await Emulator.Requests.WaitForAsync(1);
            Clock.Expire();
            LlamaCloudException failure = await FailureOf(upload);

            Assert.Equal(LlamaCloudErrorKind.Timeout, failure.Kind);
            Assert.Contains(
                "stood still for 61 s: the time ran out while it waited for the answer to begin",
                failure.Message,
                StringComparison.Ordinal);
            // The service may have the file: it is not sent twice.
            Assert.Single(Emulator.Requests.All);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class Telling(TaskCompletionSource written) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => written.TrySetResult();
    }

    private sealed class Broken : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("The medium is gone");
    }

    /// <summary>A service that takes a file, and answers without one, a byte at a time, each nearly too late.</summary>
    private sealed class Slow(ManualClock clock) : HttpMessageHandler
    {
        public const int Steps = 10;

        public int Received { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is not MultipartContent form)
            {
                return new HttpResponseMessage(HttpStatusCode.OK)
                {
                    RequestMessage = request,
                    Content = new StreamContent(new Body(clock)),
                };
            }

            using Stream file = await form.Single().ReadAsStreamAsync(cancellationToken);
            byte[] one = new byte[1];
            while (await file.ReadAsync(one, cancellationToken) > 0)
            {
                Received++;
                clock.Advance(s_nearly);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request };
        }

        private sealed class Body(ManualClock clock) : MemoryStream(new byte[Steps])
        {
            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                clock.Advance(s_nearly);
                cancellationToken.ThrowIfCancellationRequested();
                return base.ReadAsync(buffer[..1], cancellationToken);
            }
        }
    }
}
