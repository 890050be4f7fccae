using System;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Http;
using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>From an id and a base address to what is asked of the service.</summary>
public sealed class AddressTests : EmulatorTest
{
    private const string Known = "/api/v2/classify/";

    [Theory]
    [InlineData("clj-1", "clj-1")]
    [InlineData("  clj-1\t", "clj-1")]
    [InlineData("a b", "a%20b")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("a&b=c", "a%26b%3Dc")]
    [InlineData("a:b@c", "a%3Ab%40c")]
    [InlineData("a;b,c", "a%3Bb%2Cc")]
    [InlineData("ünïcode-äß", "%C3%BCn%C3%AFcode-%C3%A4%C3%9F")]
    [InlineData("日本", "%E6%97%A5%E6%9C%AC")]
    [InlineData("😀", "%F0%9F%98%80")]
    [InlineData("'\"<>|", "%27%22%3C%3E%7C")]
    [InlineData("...", "...")]
    [InlineData("a..b", "a..b")]
    [InlineData("-._~", "-._~")]
    public async Task An_id_is_escaped_into_one_segment_of_the_path(string id, string segment)
    {
        await FailureOf(Client.Classify.GetAsync(id, default, Cancellation));

        Assert.Equal([Known + segment], Emulator.Requests.Targets);
    }

    [Theory]
    [InlineData(null, "is null")]
    [InlineData("", "is empty")]
    [InlineData(" \t ", "is empty")]
    [InlineData(".", "is a path")]
    [InlineData(" .. ", "is a path")]
    [InlineData("../projects", "'/'")]
    [InlineData("a/b", "'/'")]
    [InlineData("a\\b", "'\\'")]
    [InlineData("a?b=c", "'?'")]
    [InlineData("a#b", "'#'")]
    [InlineData("a%2Fb", "'%'")]
    [InlineData("a\nb", "control character")]
    [InlineData("a\0b", "control character")]
    [InlineData("a\u0085b", "control character")]
    [InlineData(" llx-hush", "'llx-...' is an API key")]
    public async Task What_is_no_id_is_refused_and_not_sent(string? id, string why)
    {
        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(() => Client.Classify.GetAsync(id!, default, Cancellation));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refusal.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("llx-hush", "is an API key")]
    [InlineData("a/b", "'/'")]
    [InlineData("", "is empty")]
    public async Task What_is_no_id_is_asked_for_by_no_list_either(string id, string why)
    {
        ArgumentException[] refusals =
        [
            await Assert.ThrowsAsync<ArgumentException>(
                () => Client.Classify.FindAsync(["clj-1", id], default, cancellationToken: Cancellation)),
            Assert.Throws<ArgumentException>(() => Client.Classify.List(new JobFilter { JobIds = [id] })),
            Assert.Throws<ArgumentException>(() => Client.Classify.List(new JobFilter { ConfigurationId = id.Length == 0 ? "a?b" : id })),
        ];

        Assert.Contains(why, refusals[0].Message, StringComparison.Ordinal);
        Assert.All(refusals, refusal => Assert.DoesNotContain("hush", refusal.ToString(), StringComparison.Ordinal));
        Assert.Empty(Emulator.Requests.All);
    }

    // Written as a fact: a test runner cannot carry half a character in a test case's name.
    [Fact]
    public void Half_a_character_is_refused()
    {
        Assert.All((string[])["a\ud83d", "\ude00b", "\ude00\ud83d"], id => Assert.False(ResourceId.TryParse(id, out _, out _)));
        Assert.True(ResourceId.TryParse("a\ud83d\ude00b", out _, out _));
    }

    [Fact]
    public void An_id_may_be_200_characters_long_and_no_longer()
    {
        Assert.True(ResourceId.TryParse(new string('x', 200), out _, out _));
        Assert.False(ResourceId.TryParse(new string('x', 201), out _, out string? problem));
        Assert.Contains("201 characters", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "")]
    [InlineData("", " ", "")]
    [InlineData("p 1", null, "?project_id=p%201")]
    [InlineData(null, "o&1", "?organization_id=o%261")]
    [InlineData(" p ", "o", "?project_id=p&organization_id=o")]
    public async Task Project_and_organization_are_query_parameters(string? project, string? organization, string query)
    {
        Task<ClassifyJob> request = Client.Classify.GetAsync("clj-1", new RequestScope(project, organization), Cancellation);
        await FailureOf(request);

        Assert.Equal([Known + "clj-1" + query], Emulator.Requests.Targets);
    }

    [Theory]
    [InlineData("api.cloud.eu.llamaindex.ai", "https://api.cloud.eu.llamaindex.ai/")]
    [InlineData(" https://api.cloud.llamaindex.ai ", "https://api.cloud.llamaindex.ai/")]
    [InlineData("https://api.cloud.llamaindex.ai/", "https://api.cloud.llamaindex.ai/")]
    [InlineData("https://api.cloud.llamaindex.ai/api/v1", "https://api.cloud.llamaindex.ai/")]
    [InlineData("https://api.cloud.llamaindex.ai/api/v2/", "https://api.cloud.llamaindex.ai/")]
    [InlineData("https://gateway.example.com/llama/api/v2", "https://gateway.example.com/llama/")]
    [InlineData("gateway.example:8443/llama", "https://gateway.example:8443/llama/")]
    [InlineData("HTTPS://Gateway.Example", "https://gateway.example/")]
    [InlineData("http://localhost:5000", "http://localhost:5000/")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [InlineData("http://127.8.9.1", "http://127.8.9.1/")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000/")]
    [InlineData("http://loopback", "http://localhost/")]
    [InlineData("localhost:5000", "https://localhost:5000/")]
    public void An_address_is_read_as_people_write_it(string text, string expected)
    {
        Assert.Equal(expected, ServiceAddress.Parse(text).AbsoluteUri);
    }

    [Theory]
    [InlineData("https://cloud.llamaindex.ai", "is the service's site and not its API: give https://api.cloud.llamaindex.ai.")]
    [InlineData("cloud.eu.llamaindex.ai", "give https://api.cloud.eu.llamaindex.ai.")]
    [InlineData("https://developers.llamaindex.ai/reference", "give https://api.cloud.llamaindex.ai.")]
    [InlineData("http://api.cloud.llamaindex.ai", "clear text")]
    [InlineData("http://127.0.0.1.example.com", "clear text")]
    [InlineData("ftp://api.cloud.llamaindex.ai", "not an https address")]
    [InlineData("file:///etc/passwd", "not an address")]
    [InlineData("https://", "not an address")]
    [InlineData("not an address", "not an address")]
    [InlineData("https://api.cloud.llamaindex.ai?x=1", "query")]
    [InlineData("https://api.cloud.llamaindex.ai/#x", "fragment")]
    public void An_address_that_cannot_be_used_says_why(string text, string why)
    {
        Assert.Contains(why, Assert.Throws<FormatException>(() => ServiceAddress.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://user:hunter2@example.com")]
    [InlineData("http://user:hunter2#x@host")]
    [InlineData("user:hunter2@host:99999")]
    [InlineData("https://user:hunter2@")]
    [InlineData("https://user:hunter2:x@host:port/")]
    public void A_password_in_an_address_is_refused_and_not_repeated(string address)
    {
        FormatException refusal = Assert.Throws<FormatException>(() => ServiceAddress.Parse(address));

        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("llx-hush")]
    [InlineData(" llx-hush\n")]
    public void A_key_in_the_place_of_an_address_is_refused_and_not_repeated(string key)
    {
        FormatException refusal = Assert.Throws<FormatException>(() => ServiceAddress.Parse(key));

        Assert.Contains("is an API key", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refusal.ToString(), StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => new LlamaCloudClientOptions("llx-key") { BaseAddress = new Uri(key, UriKind.Relative) });
    }

    [Fact]
    public void A_client_takes_no_address_that_the_key_may_not_be_sent_to()
    {
        Assert.Throws<FormatException>(() => new LlamaCloudClientOptions("llx-key") { BaseAddress = new Uri("http://example.com") });
        Assert.Equal(
            "https://example.com/gw/",
            new LlamaCloudClientOptions("llx-key") { BaseAddress = new Uri("https://example.com/gw") }.BaseAddress.AbsoluteUri);
    }

    [Fact]
    public void An_id_is_shown_without_what_a_terminal_would_obey()
    {
        Assert.Equal("a?[31mb", ResourceId.Show("a\u001b[31mb"));
        Assert.Equal(new string('x', 59) + "?...", ResourceId.Show(new string('x', 59) + "\U0001F600y"));
    }

    [Fact]
    public async Task A_path_in_the_base_address_stays_in_front()
    {
        LlamaCloudClient client = new(Options(path: "gateway/llama"));
        await FailureOf(client.Classify.GetAsync("clj-1", default, Cancellation));

        Assert.Equal("/gateway/llama/api/v2/classify/clj-1", Emulator.Requests.Targets.Single());
    }
}
