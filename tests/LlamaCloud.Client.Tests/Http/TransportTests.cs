using System;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>What is sent with a request, and who is told of it.</summary>
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
        Assert.Equal(
            ["Bearer " + Emulator.ApiKey, "Bearer llx-another-key"],
            Emulator.Requests.All.Select(request => request.Headers["Authorization"]));
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
    public async Task An_address_that_is_too_long_is_an_argument_that_says_so()
    {
        string[] ids = [.. Enumerable.Range(0, 100).Select(i => new string('\u00e4', 190) + i)];

        Assert.Contains(
            "where at most 65500 are possible",
            (await Assert.ThrowsAsync<ArgumentException>(
                () => Client.Classify.FindAsync(ids, default, cancellationToken: Cancellation))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_observer_throws_is_not_taken_for_something_in_the_answer()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        LlamaCloudClient client = new(new LlamaCloudClientOptions(Options()) { Observer = new Thrower() });

        Assert.Equal("the observer's own", (await Assert.ThrowsAsync<InvalidOperationException>(() => Get(client))).Message);
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
