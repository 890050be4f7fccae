using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>What is sent with a request, and what a caller sees of one that did not succeed.</summary>
public sealed class TransportTests : EmulatorTest
{
    [Fact]
    public async Task A_request_carries_the_key_what_it_accepts_and_who_asks()
    {
        await Client.Classify.GetAsync(SeedJobs.Invoice, default, Cancellation);

        RecordedRequest request = Assert.Single(Emulator.Requests.All);
        Assert.Equal("GET", request.Method);
        Assert.Equal("Bearer " + Emulator.ApiKey, request.Headers["Authorization"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.Matches(@"^LlamaCloud\.Client/\d+\.\d+\.\d+$", request.Headers["User-Agent"]);
    }

    [Fact]
    public async Task Two_keys_are_kept_apart()
    {
        LlamaCloudClient wrong = new(new LlamaCloudClientOptions("llx-another-key") { BaseAddress = Emulator.BaseAddress });
        await Client.Classify.GetAsync(SeedJobs.Invoice, default, Cancellation);
        LlamaCloudException failure = await FailureOf(wrong.Classify.GetAsync(SeedJobs.Invoice, default, Cancellation));

        Assert.Equal(401, failure.StatusCode);
        Assert.Equal(["Bearer " + Emulator.ApiKey, "Bearer llx-another-key"], Emulator.Requests.All.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_404_says_what_was_asked_and_what_the_service_said()
    {
        LlamaCloudException failure = await FailureOf(Client.Classify.GetAsync("clj-1", new RequestScope(JobStore.OtherProjectId), Cancellation));

        Assert.Equal(LlamaCloudErrorKind.Status, failure.Kind);
        Assert.Equal(404, failure.StatusCode);
        Assert.Equal("GET", failure.Method);
        Assert.Equal(new Uri(Emulator.BaseAddress, $"{Route}?project_id={JobStore.OtherProjectId}"), failure.Address);
        Assert.Equal("Classify job clj-1 not found", failure.Detail);
        Assert.Equal($"GET {failure.Address} was answered with 404 (Not Found): Classify job clj-1 not found", failure.Message);
    }

    [Theory]
    [InlineData(422, """{"detail":[{"loc":["query","project_id"],"msg":"Input should be a valid UUID","type":"uuid"},{"loc":["body","rules",0,"type"],"msg":"too long","type":"x"}]}""", "query.project_id: Input should be a valid UUID; body.rules.0.type: too long")]
    [InlineData(422, """{"detail":[{"msg":"no place"},"a word",7]}""", "no place; a word; 7")]
    [InlineData(400, """{"detail":"first line\n\u001b[31msecond line"}""", "first line  [31msecond line")]
    [InlineData(400, """{"detail":{"code":5}}""", """{"code":5}""")]
    [InlineData(400, """{"detail":null}""", null)]
    [InlineData(400, """{"detail":""}""", null)]
    [InlineData(400, """["detail"]""", null)]
    [InlineData(502, "<html><h1>Bad Gateway</h1></html>", null)]
    [InlineData(503, "", null)]
    public async Task The_detail_of_an_error_is_read_whatever_its_shape(int status, string body, string? detail)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(status, "application/json", body));
        LlamaCloudException failure = await FailureOf(Get(Once()));

        Assert.Equal((status, detail), (failure.StatusCode!.Value, failure.Detail));
        Assert.Contains(status.ToString(CultureInfo.InvariantCulture), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RBAC: access denied", ": RBAC: access denied")]
    [InlineData("""{"message":"no\nway"}""", """: {"message":"no\nway"}""")]
    [InlineData("<html>no way</html>", "(Forbidden)")]
    [InlineData("", "(Forbidden)")]
    public async Task What_a_gateway_says_in_plain_words_is_repeated(string body, string end)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(403, "text/plain", body));

        Assert.EndsWith(end, (await FailureOf(Get(Once()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_an_error_repeats_is_left_out()
    {
        Emulator.Faults.Add("GET", Route, Fault.Status(401, $"The key {Emulator.ApiKey} is not known"));
        LlamaCloudException failure = await FailureOf(Get(Once()));

        Assert.Equal("The key [redacted] is not known", failure.Detail);
        Assert.DoesNotContain(Emulator.ApiKey, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Please log in</html>", "text/html", "cannot be read")]
    [InlineData("""{"id":"clj-1","status":""", "application/json", "cannot be read")]
    [InlineData("""{"id":"clj-1","created_at":7}""", "application/json", "at $.created_at")]
    [InlineData("[]", "application/json", "cannot be read")]
    [InlineData("null", "application/json", "fields are missing")]
    [InlineData("{}", "application/json", "fields are missing")]
    [InlineData("""{"id":null}""", "application/json", "fields are missing")]
    public async Task A_success_that_is_no_job_is_an_error_with_address_and_content_type(string body, string contentType, string why)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, contentType, body));
        LlamaCloudException failure = await FailureOf(Get(Once()));

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, failure.Kind);
        Assert.Equal(200, failure.StatusCode);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Contains(contentType, failure.Message, StringComparison.Ordinal);
        Assert.Contains(failure.Address.AbsoluteUri, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden for {key}\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 403 Forbid\u001b[31mden\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html; x=\"{key}\"\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nnot a header with {key}\r\n\r\n")]
    [InlineData("not a status {key}\u001b[31m\r\n\r\n")]
    public async Task Whatever_is_quoted_of_an_answer_holds_neither_key_nor_escape_sequences(string answer)
    {
        Emulator.Faults.Add("GET", Route, Fault.Raw(answer.Replace("{key}", Emulator.ApiKey)));
        LlamaCloudException failure = await FailureOf(Get(Once()));

        Assert.DoesNotContain(Emulator.ApiKey, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', failure.Message);
    }

    [Theory]
    [InlineData("""{"detail":{"code":"\\u001b[31m \\u006clx-emulator-key-for-tests-0123"}}""")]
    [InlineData("""{"detail":[{"loc":["\\u001b"],"msg":"x","type":"\\u001b"}]}""")]
    [InlineData("{\"detail\":\"\\ud800 x\"}")]
    public async Task An_odd_detail_is_still_an_error_of_that_status(string body)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(400, "application/json", body));
        LlamaCloudException failure = await FailureOf(Get(Once()));

        Assert.Equal(400, failure.StatusCode);
        Assert.DoesNotContain('\u001b', failure.Message + string.Concat(failure.ValidationErrors));
        Assert.DoesNotContain(Emulator.ApiKey, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_detail_that_is_very_long_is_cut()
    {
        Emulator.Faults.Add("GET", Route, Fault.Status(400, new string('x', 60_000)));

        Assert.InRange((await FailureOf(Get(Once()))).Message.Length, 2000, 2200);
    }

    [Fact]
    public async Task An_error_that_is_not_compressed_as_it_says_is_an_error_of_its_status()
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(403, "application/json", "not gzip", "Content-Encoding: gzip"));

        Assert.Equal(403, (await FailureOf(Get(Once()))).StatusCode);
    }

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
        LlamaCloudClient client = new(new LlamaCloudClientOptions("llx-key") { BaseAddress = ServiceAddress.Parse("llamacloud.invalid"), Clock = Clock, Http = direct, Timeout = JumpingClock.Deadline });
        LlamaCloudException failure = await FailureOf(client.Classify.GetAsync("clj-1", default, Cancellation));

        Assert.Equal(LlamaCloudErrorKind.UnknownHost, failure.Kind);
    }

    [Fact]
    public async Task A_host_without_tls_is_told_apart()
    {
        LlamaCloudClient client = new(new LlamaCloudClientOptions("llx-key") { BaseAddress = ServiceAddress.Parse(Emulator.BaseAddress.Authority) });
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
        Assert.Contains("not answered within 61 s: the time ran out while it waited for the answer to begin", failure.Message, StringComparison.Ordinal);
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

    [Fact]
    public async Task White_space_around_a_key_is_dropped_and_a_cookie_is_not_kept()
    {
        LlamaCloudClient client = new(new LlamaCloudClientOptions($" {Emulator.ApiKey}\r\n") { BaseAddress = Emulator.BaseAddress });
        Emulator.Faults.Add("GET", Route, Fault.Answer(404, "application/json", "{}", "Set-Cookie: session=1"));
        await FailureOf(Get(client));
        await client.Classify.GetAsync(SeedJobs.Invoice, default, Cancellation);

        Assert.DoesNotContain("Cookie", Emulator.Requests.All[1].Headers.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("llx-secret part")]
    [InlineData("llx-secret\r\nX-Injected: 1")]
    [InlineData("llx-secretü")]
    public void A_key_that_no_header_can_carry_is_refused_and_not_repeated(string key)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new LlamaCloudClientOptions(key));

        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_observer_throws_is_not_taken_for_something_in_the_answer()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        LlamaCloudClient client = new(new LlamaCloudClientOptions(Options()) { Observer = new Thrower() });

        Assert.Equal("the observer's own", (await Assert.ThrowsAsync<InvalidOperationException>(() => Get(client))).Message);
    }

    [Fact]
    public async Task An_address_that_is_too_long_is_an_argument_that_says_so()
    {
        string[] ids = [.. Enumerable.Range(0, 100).Select(i => new string('\u00e4', 190) + i)];

        Assert.Contains("where at most 65500 are possible", (await Assert.ThrowsAsync<ArgumentException>(() => Client.Classify.FindAsync(ids, default, Cancellation))).Message, StringComparison.Ordinal);
    }

    /// <summary>Says when the body of an answer begins to be read.</summary>
    private sealed class BodyWatch(TaskCompletionSource reading) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            response.Content = new StreamContent(new WatchedStream(await response.Content.ReadAsStreamAsync(cancellationToken), _ => reading.TrySetResult()));
            return response;
        }
    }

    private sealed class Thrower : IRequestObserver
    {
        public bool WantsExchanges => true;

        public void Attempted(RequestAttempt attempt)
        {
        }

        public void Pausing(RatePause pause)
        {
        }

        public void Exchanged(string text) => throw new InvalidOperationException("the observer's own");
    }
}
