using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>What options say of themselves, that a copy says the same, and what a client knows of its limits.</summary>
public sealed class OptionsTests : EmulatorTest
{
    [Theory]
    [InlineData("llx-0123456789abcd", "llx-...abcd")]
    [InlineData("llx-12345678", "llx-...5678")]
    [InlineData("0123456789wxyz", "...wxyz")]
    [InlineData("LLX-0123456789wxyz", "...wxyz")]
    [InlineData("llx-1234567", "...")]
    [InlineData("k", "...")]
    public void Of_a_key_its_end_is_shown_and_nothing_of_a_short_one(string key, string hint)
    {
        Assert.Equal(hint, new LlamaCloudClientOptions(key).KeyHint);
    }

    [Fact]
    public void A_copy_keeps_everything()
    {
        using HttpClient http = new();
        LlamaCloudClientOptions options = new("llx-0123456789abcd")
        {
            BaseAddress = new Uri("https://gateway.example/llama/"),
            Clock = new ManualClock(),
            Headers = new Dictionary<string, string> { ["X-Gateway"] = "1" },
            Http = http,
            MaximumRetryCount = 7,
            Observer = Heard,
            Proxy = new ServiceProxy(new Uri("http://proxy.example:8080")),
            RequestsPerMinute = 20,
            Timeout = TimeSpan.FromSeconds(5),
            UserAgent = "Somebody/1.0",
        };
        LlamaCloudClientOptions plain = new("llx-another-key-0123");
        LlamaCloudClientOptions copy = new(options);

        PropertyInfo[] all = typeof(LlamaCloudClientOptions).GetProperties(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        PropertyInfo[] said = [.. all.Where(property => property.CanWrite || property.Name == nameof(LlamaCloudClientOptions.ApiKey))];
        // A new property has to be set above, or this test would say nothing of it.
        Assert.All(said, property => Assert.NotEqual(property.GetValue(plain), property.GetValue(options)));
        Assert.All(said, property => Assert.Equal(property.GetValue(options), property.GetValue(copy)));
        Assert.Equal(
            [nameof(LlamaCloudClientOptions.KeyHash), nameof(LlamaCloudClientOptions.KeyHint), nameof(LlamaCloudClientOptions.Redaction)],
            all.Except(said).Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal((options.KeyHash, options.KeyHint), (copy.KeyHash, copy.KeyHint));
    }

    [Fact]
    public void What_a_copy_changes_the_original_keeps()
    {
        LlamaCloudClientOptions options = new("llx-0123456789abcd")
        {
            MaximumRetryCount = 7,
            Headers = new Dictionary<string, string> { ["X-Gateway"] = "hush-1" },
        };
        LlamaCloudClientOptions copy = new(options)
        {
            MaximumRetryCount = 1,
            Headers = new Dictionary<string, string> { ["X-Gateway"] = "hush-2" },
        };

        Assert.Equal((7, 1), (options.MaximumRetryCount, copy.MaximumRetryCount));
        // What is left out goes with the headers of the copy, not with those it was copied from.
        Assert.Equal(
            ("[redacted] hush-2", "hush-1 [redacted]"), (options.Redaction.Text("hush-1 hush-2"), copy.Redaction.Text("hush-1 hush-2")));
    }

    [Fact]
    public void Proxies_are_told_apart_without_showing_a_password()
    {
        Uri address = new("http://proxy.example:8080");
        ServiceProxy[] proxies =
        [
            new(address),
            new(new Uri("http://proxy.example:8081")),
            new(address, useDefaultCredentials: true),
            new(address, new NetworkCredential("me", "hush1")),
            new(address, new NetworkCredential("me", "hush2")),
            new(address, new NetworkCredential("you", "hush1")),
            new(address, new NetworkCredential("me", "hush1", "domain")),
        ];

        Assert.Equal(proxies.Length, proxies.Select(proxy => proxy.Identity).Distinct().Count());
        Assert.All(proxies, proxy => Assert.DoesNotContain("hush", proxy.Identity, StringComparison.Ordinal));
        Assert.Equal(proxies[3].Identity, new ServiceProxy(address, new NetworkCredential("me", "hush1")).Identity);
    }

    [Fact]
    public async Task A_client_knows_how_many_requests_its_key_sent_in_the_last_minute()
    {
        Assert.Equal(new RateLimitState(TimeSpan.Zero, 0), Client.RateLimit);
        Assert.Equal("open, 0 in the last minute", Client.RateLimit.ToString());

        await Client.Classify.GetAsync(SeedJobs.Invoice, default, Cancellation);
        await FailureOf(new LlamaCloudClient(Options()).Classify.GetAsync("clj-none", default, Cancellation));
        Assert.Equal(new RateLimitState(TimeSpan.Zero, 2), Client.RateLimit);
        Assert.Equal(
            0,
            new LlamaCloudClient(
                new LlamaCloudClientOptions("llx-another")
                {
                    BaseAddress = Emulator.BaseAddress,
                    Clock = Clock,
                }).RateLimit.RequestsInLastMinute);

        Clock.Expire();
        Assert.Equal(new RateLimitState(TimeSpan.Zero, 0), Client.RateLimit);
    }

    [Fact]
    public async Task A_client_knows_how_long_its_key_is_paused()
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(429, "text/plain", string.Empty, "Retry-After: 29.5", "x-should-retry: false"));
        await FailureOf(Get());

        Assert.Equal(new RateLimitState(TimeSpan.FromSeconds(29.5), 1), Client.RateLimit);
        Assert.Equal("paused for 30 s, 1 in the last minute", Client.RateLimit.ToString());
        Clock.Expire();
        Assert.Equal(TimeSpan.Zero, Client.RateLimit.Pause);
    }

    [Fact]
    public async Task A_pause_that_was_waited_for_is_over()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        Emulator.Faults.Add("GET", Route, Fault.Answer(429, "text/plain", string.Empty, "Retry-After: 12"), times: 1);
        await Get();

        Assert.Equal(new RateLimitState(TimeSpan.Zero, 2), Client.RateLimit);
    }
}
