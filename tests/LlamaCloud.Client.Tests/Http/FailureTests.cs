using System;
using System.Globalization;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>What a caller sees of an answer that is no success, or none that can be used.</summary>
public sealed class FailureTests : EmulatorTest
{
    [Fact]
    public async Task A_404_says_what_was_asked_and_what_the_service_said()
    {
        LlamaCloudException failure = await FailureOf(
            Client.Classify.GetAsync("clj-1", new RequestScope(JobStore.OtherProjectId), Cancellation));

        Assert.Equal(LlamaCloudErrorKind.Status, failure.Kind);
        Assert.Equal(404, failure.StatusCode);
        Assert.Equal("GET", failure.Method);
        Assert.Equal(new Uri(Emulator.BaseAddress, $"{Route}?project_id={JobStore.OtherProjectId}"), failure.Address);
        Assert.Equal("Classify job clj-1 not found", failure.Detail);
        Assert.Equal($"GET {failure.Address} was answered with 404 (Not Found): Classify job clj-1 not found", failure.Message);
    }

    [Theory]
    [InlineData(
        422,
        """{"detail":[{"loc":["query","project_id"],"msg":"Input should be a valid UUID","type":"uuid"},{"loc":["body","rules",0,"type"],"msg":"too long","type":"x"}]}""",
        "query.project_id: Input should be a valid UUID; body.rules.0.type: too long")]
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
}
