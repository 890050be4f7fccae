using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>Answers that are broken, hostile or merely unusual.</summary>
public sealed class FaultTests : EmulatorTest
{
    private const string Job = """{"id":"clj-1","status":"RUNNING","configuration":{"rules":[]}}""";

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: applica")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":\"clj-1\"}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("")]
    public async Task An_answer_that_breaks_off_is_a_connection_failure(string bytes)
    {
        Emulator.Faults.Add("GET", Route, Fault.Raw(bytes));
        LlamaCloudException failure = await FailureOf(Get(Once()));

        Assert.Equal(LlamaCloudErrorKind.Connection, failure.Kind);
    }

    // A length that is too small cuts the JSON, and what follows is no answer to anything.
    [Fact]
    public async Task A_content_length_that_is_too_small_is_an_invalid_answer()
    {
        Emulator.Faults.Add("GET", Route, Fault.Raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + Job));

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, (await FailureOf(Get(Once()))).Kind);
    }

    [Fact]
    public async Task A_dribbling_body_is_read_whole()
    {
        Emulator.Faults.Add("GET", Route, Fault.Dribble(Job, 3));

        Assert.Equal("RUNNING", (await Get()).Status);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_body_is_unpacked(string encoding)
    {
        Emulator.Faults.Add(
            "GET",
            Route,
            Fault.Answer(200, "application/json", Pack(encoding, Encoding.UTF8.GetBytes(Job)), "Content-Encoding: " + encoding));

        Assert.Equal("RUNNING", (await Get()).Status);
        Assert.Contains(encoding, Emulator.Requests.All[0].Headers["Accept-Encoding"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_that_is_not_compressed_as_it_says_is_an_invalid_answer(string encoding)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, "application/json", Job, "Content-Encoding: " + encoding));

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, (await FailureOf(Get(Once()))).Kind);
    }

    [Fact]
    public async Task An_endless_body_is_refused_at_64_MB()
    {
        Emulator.Faults.Add("GET", Route, Fault.Endless());
        LlamaCloudException failure = await FailureOf(Get(Once()));

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("longer than 64 MB", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_body_that_unpacks_to_more_than_64_MB_is_refused()
    {
        byte[] bomb = Pack("gzip", Encoding.UTF8.GetBytes("{\"id\":\"" + new string('x', 65 * 1024 * 1024)));
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, "application/json", bomb, "Content-Encoding: gzip"));

        Assert.True(bomb.Length < 1024 * 1024);
        Assert.Contains("longer than 64 MB", (await FailureOf(Get(Once()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reasoning_of_10_MB_is_read()
    {
        string reasoning = string.Concat(Enumerable.Repeat("Because. ", 10 * 1024 * 1024 / 9));
        Emulator.Jobs.Put(SeedJobs.Completed("clj-1", 1, "invoice", 0.5, reasoning));

        Assert.Equal(reasoning, (await Get()).Reasoning);
    }

    [Theory]
    [InlineData("""{"id":"clj-2","id":"clj-1"}""", "clj-1")]
    [InlineData("""{"id":"clj-1","x":1,"x":2}""", "clj-1")]
    [InlineData("""{"id":"clj-1","configuration":{"rules":[]},"configuration":null}""", "clj-1")]
    [InlineData("\uFEFF" + """{"id":"clj-1"}""", "clj-1")]
    [InlineData("""{"id":"clj-1","result":{"confidence":null,"reasoning":null,"type":null},"status":null,"configuration":null}""", "clj-1")]
    [InlineData("""{"id":"clj-1","configuration":{"rules":null}}""", "clj-1")]
    public async Task Unusual_json_is_read(string body, string id)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, "application/json", body));

        Assert.Equal(id, (await Get()).Id);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"clj-1\"")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("")]
    [InlineData("{\"id\":\"clj-1\"")]
    [InlineData("{\"id\":\"clj-1\",\"result\":[]}")]
    [InlineData("{\"id\":\"clj-1\",\"configuration\":{\"rules\":{}}}")]
    [InlineData("{\"id\":7}")]
    [InlineData("{\"id\":\"clj-1\",\"x\":\"\\ud83d\"}")]
    [InlineData("{\"id\":\"clj-1\"} {\"id\":\"clj-2\"}")]
    public async Task Json_of_the_wrong_shape_is_an_invalid_answer(string body)
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, "application/json", body));

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, (await FailureOf(Get())).Kind);
    }

    [Theory]
    [InlineData("{\"id\":\"clj-1\",\"x\":", "{\"x\":", "}")]
    [InlineData("{\"id\":\"clj-1\",\"x\":", "[", "]")]
    public async Task Nesting_of_5000_is_an_invalid_answer(string start, string open, string close)
    {
        string body = start + string.Concat(Enumerable.Repeat(open, 5000)) + "1" + string.Concat(Enumerable.Repeat(close, 5000)) + "}";
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, "application/json", body));

        Assert.Equal(LlamaCloudErrorKind.InvalidResponse, (await FailureOf(Get())).Kind);
    }

    [Fact]
    public async Task An_error_that_is_not_json_shows_its_beginning()
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(403, "text/html", "<html>" + new string('x', 5000), "x-request-id: req-42"));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.Null(failure.Detail);
        Assert.Equal(2048, failure.Body!.Length);
        Assert.StartsWith("<html>xxx", failure.Body, StringComparison.Ordinal);
        Assert.Equal("req-42", failure.CorrelationId);
    }

    [Fact]
    public async Task A_correlation_id_is_found_in_the_text_and_validation_errors_field_by_field()
    {
        Emulator.Faults.Add(
            "GET", Route, Fault.Status(500, "Internal error, correlation ID: 7d1f6f0e-1111-4222-8333-444455556666."), times: 1);
        Emulator.Faults.Add(
            "GET",
            Route,
            Fault.Answer(
                422, "application/json", """{"detail":[{"loc":["body","rules",0,"type"],"msg":"too long","type":"string_too_long"}]}"""));

        Assert.Equal("7d1f6f0e-1111-4222-8333-444455556666", (await FailureOf(Get(Once()))).CorrelationId);
        Assert.Equal(
            [new ValidationError("body.rules.0.type", "too long", "string_too_long")], (await FailureOf(Get(Once()))).ValidationErrors);
    }

    [Theory]
    [InlineData(401, "")]
    [InlineData(503, "Retry-After: 7\r\n")]
    public async Task An_error_whose_body_breaks_off_is_an_error_of_its_status(int status, string header)
    {
        Emulator.Faults.Add("GET", Route, Fault.Raw($"HTTP/1.1 {status} No\r\n{header}Content-Length: 500\r\n\r\n{{\"det"));
        LlamaCloudException failure = await FailureOf(Get(Once()));

        Assert.Equal(status, failure.StatusCode);
        Assert.Equal(header.Length > 0 ? TimeSpan.FromSeconds(7) : null, failure.RetryAfter);
    }

    [Fact]
    public async Task What_a_login_page_says_is_kept()
    {
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, "text/html", "<html>Please log in" + new string('x', 5000)));
        LlamaCloudException failure = await FailureOf(Get());

        Assert.StartsWith("<html>Please log in", failure.Body, StringComparison.Ordinal);
        Assert.Equal(2048, failure.Body!.Length);
    }

    private static byte[] Pack(string encoding, byte[] bytes)
    {
        MemoryStream packed = new();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            _ => new ZLibStream(packed, CompressionLevel.Fastest),
        })
        {
            packer.Write(bytes);
        }

        return packed.ToArray();
    }
}
