using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>The secrets that a request carries come back in no error and no debug text, in whatever form an answer repeats them.</summary>
public sealed class RequestSecretTests : EmulatorTest
{
    private const string Signing = "sign-with-this-one";
    private const string HeaderValue = "header-value-77";
    private const string Path = "services/T0001/B0002/hook-path-secret";

    public static TheoryData<string> Forms => [.. FormsOf("llx-emulator-key-for-tests-0123")];

    [Theory]
    [InlineData("""{"detail":"got {0}"}""", "application/json")]
    [InlineData("""{"detail":[{"loc":["body","webhook_configurations",0],"msg":"got {0}","type":"value_error"}]}""", "application/json")]
    [InlineData("<html><body>got {0}</body></html>", "text/html")]
    [InlineData("got {0}", "text/plain")]
    public async Task Those_of_a_webhook_are_left_out(string body, string type)
    {
        Heard.WantsExchanges = true;
        string repeated = $"{Signing} {HeaderValue} https://hooks.example.com/{Path} hook-path-secret";
        Emulator.Faults.Add("POST", "/api/v2/classify", Fault.Answer(422, type, body.Replace("{0}", repeated, StringComparison.Ordinal)));
        ClassifyJobRequest job = new()
        {
            FileInput = "dfl-1",
            Rules = [new ClassifyRule("a", "a description of it")],
            Webhooks =
            [
                new JobWebhook(
                    new Uri($"https://hooks.example.com/{Path}?code=query-secret"),
                    new Dictionary<string, string> { ["X-Token"] = HeaderValue },
                    Signing),
            ],
        };
        LlamaCloudException failure = await FailureOf(Client.Classify.CreateAsync(job, default, Cancellation));

        AssertHides([Signing, HeaderValue, "hook-path-secret", "T0001/B0002", "query-secret"], failure);
        Assert.Contains("hooks.example.com", failure.Message + failure.Body + string.Concat(Heard.Exchanges), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("private_key")]
    [InlineData("access_key")]
    [InlineData("passphrase")]
    [InlineData("pwd")]
    [InlineData("webhook_signing_secret")]
    public async Task Those_of_any_body_are_left_out_by_their_names(string name)
    {
        Heard.WantsExchanges = true;
        Emulator.Faults.Add("POST", "/api/v1/anything", Fault.Answer(400, "text/plain", "I got hush-hush-hush"));
        ApiRequest request = new("POST", "/api/v1/anything") { Json = $$$"""{"deep":{"{{{name}}}":"hush-hush-hush"}}""" };

        AssertHides(["hush-hush-hush"], await FailureOf(Client.Api.SendAsync(request, Cancellation)));
    }

    [Fact]
    public async Task Those_of_a_form_are_left_out()
    {
        Emulator.Faults.Add("POST", "/api/v1/anything", Fault.Answer(400, "text/plain", "I got hush-hush-hush and in-the-json-77"));
        ApiRequest request = new("POST", "/api/v1/anything")
        {
            Form =
            [
                FormField.OfText("api_key", "hush-hush-hush"),
                FormField.OfText("configuration", """{"webhook_signing_secret":"in-the-json-77"}"""),
            ],
        };

        AssertHides(["hush-hush-hush", "in-the-json-77"], await FailureOf(Client.Api.SendAsync(request, Cancellation)));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_key_is_the_key_in_every_form(string form)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(400, "text/plain", $"sent: {form} end"));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.DoesNotContain(form, failure.Message + failure.Body + failure.Detail, StringComparison.Ordinal);
        Assert.Contains(Redaction.Mark, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"detail":"{\"webhook_signing_secret\": \"abc-def-ghi\"}"}""")]
    [InlineData("""{"detail":"{\\\"private_key\\\": \\\"abc-def-ghi\\\"}"}""")]
    [InlineData("""{"detail":"{\"webhook_headers\": {\"X\": \"abc-def-ghi\"}}"}""")]
    [InlineData("""{"detail":"{\"secret\": \"abc-def-ghi with abc-def-ghi\"}"}""")]
    [InlineData("""{"detail":"passphrase=abc-def-ghi pwd: abc-def-ghi"}""")]
    public async Task Json_inside_a_text_hides_its_secrets(string body)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(400, "application/json", body));

        AssertHides(["abc-def-ghi"], await FailureOf(Get()));
    }

    [Fact]
    public async Task The_words_of_a_webhooks_address_are_words()
    {
        Emulator.Faults.Add(
            "POST",
            "/api/v2/classify",
            Fault.Answer(422, "application/json", """{"detail":"webhook_events: the rule invoice has no classify event"}"""));
        ClassifyJobRequest job = new()
        {
            FileInput = "dfl-1",
            Rules = [new ClassifyRule("a", "a description of it")],
            Webhooks = [new JobWebhook(new Uri("https://h.example/webhook/classify?project=invoice"))],
        };

        Assert.Equal(
            "webhook_events: the rule invoice has no classify event",
            (await FailureOf(Client.Classify.CreateAsync(job, default, Cancellation))).Detail);
    }

    [Fact]
    public async Task Those_of_a_query_and_numbers_are_left_out()
    {
        Emulator.Faults.Add("POST", "/api/v1/anything", Fault.Answer(400, "text/plain", "I got hush-hush-hush and 12345678"));
        ApiRequest request = new("POST", "/api/v1/anything") { Json = """{"pwd":12345678}""", Query = [new("token", "hush-hush-hush")] };

        AssertHides(["hush-hush-hush", "12345678"], await FailureOf(Client.Api.SendAsync(request, Cancellation)));
    }

    private static IEnumerable<string> FormsOf(string key)
    {
        yield return key.ToUpperInvariant();
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(key));
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes("Bearer " + key)).TrimEnd('=')[8..];
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes(key));
        yield return string.Concat(key.Select(c => $"%{(int)c:X2}"));
        yield return key.Insert(12, " ");
        yield return key.Insert(12, "\n");
    }

    private void AssertHides(string[] secrets, LlamaCloudException failure)
    {
        string[] shown =
        [
            failure.ToString(),
            failure.Body ?? string.Empty,
            failure.Detail ?? string.Empty,
            .. failure.ValidationErrors.Select(one => one.ToString()),
            .. Heard.Exchanges,
        ];
        Assert.All(secrets, secret => Assert.All(shown, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }
}
