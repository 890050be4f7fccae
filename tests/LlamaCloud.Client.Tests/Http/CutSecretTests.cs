using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>Of a secret that lies where a text is cut nothing is shown either.</summary>
public sealed class CutSecretTests : EmulatorTest
{
    private const string Key = "llx-0123456789abcdef0123456789abcdef";

    private static readonly Redaction s_redaction = new(Key, new Dictionary<string, string> { ["X-Gateway"] = "gate way/secret" });

    [Fact]
    public async Task In_the_excerpt_of_an_answer()
    {
        string key = Emulator.ApiKey;
        // 2 KB are shown: the key begins in them and ends beyond them.
        Emulator.Faults.Add(
            "GET", Route, Fault.Answer(403, "text/html", "<" + new string('x', (2 * 1024) - 10) + key + "</html>"), times: 1);
        Emulator.Faults.Add(
            "GET", Route, Fault.Answer(200, "text/html", "<" + new string('x', (2 * 1024) - 10) + key + "</html>"), times: 1);

        foreach (int status in (int[])[403, 200])
        {
            LlamaCloudException failure = await FailureOf(Get(Once()));
            Assert.Equal(status, failure.StatusCode);
            Assert.InRange(failure.Body!.Length, 2000, 2100);
            Assert.DoesNotContain(key[..8], failure.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    public async Task Where_the_connection_ends(int status)
    {
        string key = Emulator.ApiKey;
        Heard.WantsExchanges = true;
        Emulator.Faults.Add(
            "GET", Route, Fault.Raw($"HTTP/1.1 {status} X\r\nContent-Type: text/plain\r\nContent-Length: 500\r\n\r\nyou sent {key[..^3]}"));
        LlamaCloudException failure = await FailureOf(Get(Once()));

        string text = Assert.Single(Heard.Exchanges);
        Assert.Contains("you sent [redacted]", text, StringComparison.Ordinal);
        Assert.DoesNotContain(key[..8], text + failure.Body + failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2 * 1024)]
    [InlineData(Redaction.LeastKept)]
    public async Task In_what_is_shown_of_a_file(int end)
    {
        string key = Emulator.ApiKey;
        Heard.WantsExchanges = true;
        // An address shrinks to its beginning, so that the end of what is kept comes into what is shown.
        string address = "https://storage.example/f?" + new string('x', end - 36) + " ";
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, "text/plain", address + key + new string('y', 20_000)));
        using MemoryStream contents = new();
        await Client.Api.SendToAsync(new ApiRequest("GET", Route), () => contents, Cancellation);

        string text = Assert.Single(Heard.Exchanges);
        Assert.Contains("https://storage.example/f?[redacted] ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(key[..8], text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(4_000)]
    [InlineData(64 * 1024)]
    public void In_text_that_somebody_else_wrote(int end)
    {
        string address = "https://storage.example/f?" + new string('x', end - 46) + " ";
        string shown = s_redaction.Foreign(address + Key + new string('y', end))!;

        Assert.StartsWith("https://storage.example/f?[redacted] ", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Key[..6], shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 30, 2_003);
    }

    [Fact]
    public void Of_a_password_in_an_address_whose_host_is_cut_off()
    {
        string text = "https://storage.example/f?" + new string('x', 64 * 1024) + " ";
        text = text[..((64 * 1024) - 30)] + " through http://user:hunter2hunter2";

        Assert.DoesNotContain("hunter2", s_redaction.Foreign(text + "@proxy:8080")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Key)]
    [InlineData("gate%20way%2Fsecret")]
    public void In_the_query_of_an_address(string secret)
    {
        for (int before = 370; before <= 401; before++)
        {
            Uri shown = s_redaction.Address(new Uri($"https://a.example/x?y={new string('x', before)}{secret}{new string('z', 3_000)}"));

            Assert.DoesNotContain(secret[..6], shown.Query, StringComparison.Ordinal);
            Assert.InRange(shown.Query.Length, 400, 404);
        }
    }

    [Fact]
    public void A_text_that_is_whole_may_end_as_a_secret_begins()
    {
        Assert.Equal("a key begins with llx-01", s_redaction.Foreign("a key begins with llx-01"));
        Assert.Equal("[redacted] and http://host", s_redaction.Body(Encoding.UTF8.GetBytes(Key + " and http://host")));
    }
}
