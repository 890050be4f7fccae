using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>What a debug stream gets to see of an exchange, and what it never does.</summary>
public sealed class SecretTests : EmulatorTest
{
    private const string SignedAddress = "https://storage.example/file.pdf?X-Amz-Signature=hush1&X-Amz-Expires=60";

    [Fact]
    public async Task An_exchange_shows_headers_and_bodies_without_secrets()
    {
        Heard.WantsExchanges = true;
        string body = $$$"""
            {"id":"clj-1","status":"RUNNING","note":"the key is {{{Emulator.ApiKey}}}","download_url":"{{{SignedAddress}}}",
             "webhook_configurations":[{"webhook_url":"https://hook.example/in?code=hush2","webhook_headers":{"X-Auth":"hush3"},"webhook_signing_secret":"hush4"}],
             "nested":{"api_key":"hush5","apiKey":"hush6","access_token":"hush7","Authorization":"hush8"}}
            """;
        Emulator.Faults.Add(
            "GET",
            Route,
            Fault.Answer(200, "application/json", body, "Set-Cookie: session=hush9", "X-Secret-Thing: hush10", "x-request-id: req-7"));
        ClassifyJob job = await Get();

        string text = Assert.Single(Heard.Exchanges);
        Assert.Equal("clj-1", job.Id);
        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.ApiKey, text, StringComparison.Ordinal);
        Assert.Contains($"> GET {Emulator.BaseAddress}api/v2/classify/clj-1", text, StringComparison.Ordinal);
        Assert.Contains("> Authorization: [redacted]", text, StringComparison.Ordinal);
        Assert.Contains("< 200 OK", text, StringComparison.Ordinal);
        Assert.Contains("< Set-Cookie: [redacted]", text, StringComparison.Ordinal);
        Assert.Contains("< x-request-id: req-7", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"status\":\"RUNNING\"", text, StringComparison.Ordinal);
        Assert.Contains("https://storage.example/file.pdf?[redacted]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_is_shown_without_secrets_too()
    {
        Heard.WantsExchanges = true;
        byte[] body = Encoding.UTF8.GetBytes(
            """{"file_input":"dfl-1","webhook_configurations":[{"webhook_headers":{"a":"hush1"},"webhook_signing_secret":"hush2"}]}""");
        Emulator.Faults.Add("POST", "/api/v2/classify", Fault.Answer(200, "application/json", "{}"));
        await new Transport(Options()).SendAsync(
            ServiceRequest.Post("api/v2/classify", isRepeatable: false).With(new JsonBody(body)), NoAnswer.Expected, Cancellation);

        string text = Assert.Single(Heard.Exchanges);
        Assert.Contains("\"file_input\":\"dfl-1\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_value_of_a_header_is_known_as_it_stands_in_json_too()
    {
        Redaction redaction = new("llx-key", new Dictionary<string, string> { ["X-Gateway"] = "token=\"hush-hush\\hush\"" });

        Assert.Equal(
            """{"error":"you sent [redacted]"}""",
            redaction.Body(Encoding.UTF8.GetBytes("""{"error":"you sent token=\"hush-hush\\hush\""}""")));
    }

    [Theory]
    [InlineData("""{"webhook_signing_secret":"hush","x":1""")]
    [InlineData("""{"webhook_signing_secret":"hus\"hush","x":1""")]
    [InlineData("""{"webhook_signing_secret":"hush""")]
    [InlineData("""{"webhook_headers":{"X-Auth":"hush"},"x":""")]
    [InlineData("""{"webhook_headers":{"X-Auth":"hush""")]
    [InlineData("""{"url":"https:\/\/storage.example\/f?sig=hush","x":""")]
    [InlineData("""<a href="https://storage.example/f?sig=hush">""")]
    [InlineData("\ufeff {\"webhook_headers\":{\"X-Auth\":\"hush\"}}")]
    [InlineData("""{"webhook_url":"https://hooks.slack.com/services/T0/hush"}""")]
    [InlineData("""{"webhook_url":"https://me:hush@hooks.slack.com"}""")]
    [InlineData("""{"webhook_url":"hooks.slack.com/services/T0/hush"}""")]
    [InlineData("""{"api_key":"hush","api_key":"hush"}""")]
    [InlineData("""{"a":"\ud83d","secret":"hush"}""")]
    [InlineData("""{"a":1,"a":2,"webhook_headers":{"A":"a}b","B":"hush"}}""")]
    [InlineData("""{"api_key":12345678,"x":"api_key: hush"}""")]
    [InlineData("""{"a":"b"}x{"secret":"hush"}""")]
    [InlineData("signing_secret=hush api_key: hush Authorization: Bearer hush-hush Basic hush-hush")]
    [InlineData("through http://user:p@hush@proxy:8080/ and //u:a/hush@host")]
    public void A_body_that_is_not_whole_json_hides_its_secrets_too(string body)
    {
        Assert.DoesNotContain(
            "hush",
            new Redaction("llx-key", new Dictionary<string, string>()).Body(Encoding.UTF8.GetBytes(body)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_webhook_its_host_is_shown()
    {
        byte[] body = Encoding.UTF8.GetBytes(
            """{"webhook_url":"https://hooks.slack.com:8443/services/T0/hush?x=1","url":"https://a.example/f?x=1"}""");

        Assert.Equal(
            """{"webhook_url":"https://hooks.slack.com:8443/[redacted]","url":"https://a.example/f?[redacted]"}""",
            new Redaction("llx-key", new Dictionary<string, string>()).Body(body));
    }

    // The texts come from elsewhere: no length of them may hold up a request.
    [Theory]
    [InlineData("http://")]
    [InlineData("//")]
    [InlineData("secret")]
    [InlineData("bearer ")]
    [InlineData("a@")]
    [InlineData("{\"a\":")]
    [InlineData("\\/\\/")]
    [InlineData("// ")]
    [InlineData("llx-ke")]
    public void Leaving_secrets_out_takes_time_in_proportion_to_the_text(string piece)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)));
        Stopwatch watch = Stopwatch.StartNew();
        Redaction redaction = new("llx-key", new Dictionary<string, string>());
        redaction.Body(text);
        redaction.Foreign(Encoding.UTF8.GetString(text));
        redaction.Address(new Uri("https://a.example/x?" + Uri.EscapeDataString(Encoding.UTF8.GetString(text))[..60_000]));

        // In proportion it takes milliseconds; with the square of a megabyte, hours.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task A_key_at_the_end_of_what_is_shown_is_not_shown_in_part()
    {
        Heard.WantsExchanges = true;
        string key = Emulator.ApiKey;
        // 16 KB are shown: the key begins in them and ends beyond them.
        Emulator.Faults.Add(
            "GET", Route, Fault.Answer(403, "text/plain", new string('x', (16 * 1024) - 10) + key + new string('y', 20_000)));
        await FailureOf(Get());

        Assert.DoesNotContain(key[..8], Assert.Single(Heard.Exchanges), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "{}")]
    [InlineData(403, "{\"detail\":\"No\"}")]
    public async Task Looking_does_not_change_what_happens(int status, string body)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(status, "application/json", body, "Content-Encoding: gzip"));
        LlamaCloudException without = await FailureOf(Get(Once()));
        Heard.WantsExchanges = true;
        LlamaCloudException with = await FailureOf(Get(Once()));

        Assert.Equal((without.Kind, without.StatusCode, without.Message), (with.Kind, with.StatusCode, with.Message));
        Assert.Single(Heard.Exchanges);
    }

    [Fact]
    public async Task A_secret_field_in_the_detail_of_an_error_is_left_out()
    {
        Emulator.Faults.Add(
            "GET",
            Route,
            Fault.Answer(
                422,
                "application/json",
                """{"detail":[{"webhook_signing_secret":"hush"},{"msg":{"api_key":"hush"},"loc":[{"secret":"hush"}]}]}"""));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.DoesNotContain("hush", failure + failure.Detail + string.Concat(failure.ValidationErrors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_most_16_KB_of_a_body_are_shown()
    {
        Heard.WantsExchanges = true;
        Emulator.Jobs.Put(SeedJobs.Completed("clj-1", 1, "invoice", 0.5, new string('x', 100_000)));
        await Get();

        Assert.InRange(Assert.Single(Heard.Exchanges).Length, 15 * 1024, 18 * 1024);
    }

    [Fact]
    public async Task Nothing_is_recorded_when_nobody_wants_it()
    {
        Emulator.Jobs.Put(SeedJobs.Job("clj-1", 1, "RUNNING"));
        await Get();

        Assert.Empty(Heard.Exchanges);
        RequestAttempt attempt = Assert.Single(Heard.Attempts);
        Assert.Equal(("GET", Route, 200), (attempt.Method, attempt.Target, attempt.StatusCode!.Value));
    }

    [Fact]
    public async Task Headers_of_ones_own_go_along_and_are_never_shown()
    {
        Heard.WantsExchanges = true;
        LlamaCloudClient client = new(new LlamaCloudClientOptions(Emulator.ApiKey)
        {
            BaseAddress = Emulator.BaseAddress,
            Clock = Clock,
            Headers = new Dictionary<string, string> { ["X-Gateway"] = "hush-hush", ["Via"] = "hush-via" },
            Observer = Heard,
            Timeout = JumpingClock.Deadline,
        });
        Emulator.Faults.Add("GET", Route, Fault.Status(403, "You sent hush-hush through hush-via"));
        LlamaCloudException failure = await FailureOf(Get(client));

        Assert.Equal("hush-hush", Emulator.Requests.All.Single().Headers["X-Gateway"]);
        Assert.DoesNotContain("hush", failure + Heard.Exchanges.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization", "Bearer hush")]
    [InlineData("authorization", "Bearer hush")]
    [InlineData("HOST", "hush.example")]
    [InlineData("Content-Type", "text/hush")]
    [InlineData("X-Good", "hush\r\nX-Bad: 1")]
    [InlineData("X-Good", "hush\u00fc")]
    [InlineData("Not a name", "hush")]
    [InlineData("", "hush")]
    public void A_header_that_is_not_the_callers_to_set_or_cannot_be_sent_is_refused(string name, string value)
    {
        FormatException refusal = Assert.Throws<FormatException>(
            () => new LlamaCloudClientOptions("llx-key") { Headers = new Dictionary<string, string> { [name] = value } });

        Assert.DoesNotContain("hush", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://a.example/x?signature=hush&y=1", "https://a.example/x?signature=[redacted]&y=1")]
    [InlineData("https://a.example/x?page_token=t&api_key=hush", "https://a.example/x?page_token=t&api_key=[redacted]")]
    [InlineData("https://a.example/x?project_id=p", "https://a.example/x?project_id=p")]
    public void An_address_is_shown_without_secrets(string address, string shown)
    {
        Assert.Equal(shown, new Redaction("llx-key-of-a-test", new Dictionary<string, string>()).Address(new Uri(address)).ToString());
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(422)]
    public async Task No_failure_repeats_the_key(int status)
    {
        string echo =
            $$"""{"detail":[{"loc":["header"],"msg":"bad {{Emulator.ApiKey}}","type":"t"}],"sent":"Bearer {{Emulator.ApiKey}}"}""";
        foreach (string body in (string[])[echo, "<p>" + echo])
        {
            Emulator.Faults.Add("GET", Route, Fault.Answer(status, "text/html", body), times: 1);
            LlamaCloudException failure = await FailureOf(Get());

            string everything = string.Join(
                ' ', failure, failure.Detail, failure.Body, string.Join(' ', failure.ValidationErrors.Select(error => error.ToString())));
            Assert.DoesNotContain(Emulator.ApiKey, everything, StringComparison.Ordinal);
        }
    }
}
