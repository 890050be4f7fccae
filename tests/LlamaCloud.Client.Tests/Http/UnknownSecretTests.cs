using Xunit;

namespace LlamaCloud.Client.Tests.Http;

/// <summary>Secrets that nobody has told are known by how they look.</summary>
public sealed class UnknownSecretTests
{
    [Theory]
    [InlineData("the key llx-AbCd_1234-x is refused", "the key [redacted] is refused")]
    [InlineData("LLX-ABCDEFGH", "[redacted]")]
    [InlineData("see https://bucket.example/a.pdf?X-Amz-Signature=abc", "see https://bucket.example/a.pdf?[redacted]")]
    [InlineData("password=hunter2, bearer abcdefghij", "password=[redacted], bearer [redacted]")]
    [InlineData("a\u0000b\r\nc", "a b  c")]
    // How this client shows a key, and words that only begin like one.
    [InlineData("llx-...abcd and llx- and xllx-abcdefgh", "llx-...abcd and llx- and xllx-abcdefgh")]
    public void A_text_is_shown_without_them(string text, string shown)
    {
        Assert.Equal(shown, LlamaCloudClient.RedactForeign(text));
        Assert.Equal(shown, new LlamaCloudClient(new LlamaCloudClientOptions("llx-of-this-client")).Redact(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public void Nothing_is_nothing(string? text) => Assert.Null(LlamaCloudClient.RedactForeign(text));

    [Fact]
    public void A_long_text_is_cut() => Assert.Equal(2003, LlamaCloudClient.RedactForeign(new string('a', 5000))!.Length);
}
