using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace LlamaCloud.Client.Tests.Webhooks;

/// <summary>Which deliveries are genuine, and that nothing which stands in one makes it throw.</summary>
public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_gründlich";

    private static readonly byte[] s_body = Encoding.UTF8.GetBytes("""{"event_type":"parse.success","data":{"id":"pjb-1"}}""");

    // The example of RFC 4231, section 4.3, so that not both sides are ours.
    [Fact]
    public void The_signature_is_the_hmac_that_the_standard_has_for_it() => Assert.Null(WebhookSignature.FindProblem(
        Encoding.ASCII.GetBytes("what do ya want for nothing?"),
            ["sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"], ["Jefe"]));

    [Fact]
    public void What_the_secret_has_signed_is_genuine() =>
        Assert.Null(WebhookSignature.FindProblem(s_body, [Sign(s_body, Secret)], [Secret]));

    [Fact]
    public void While_a_secret_is_changed_either_is_enough()
    {
        Assert.Null(WebhookSignature.FindProblem(s_body, [Sign(s_body, "old")], ["new", "old"]));
        Assert.Null(WebhookSignature.FindProblem(s_body, [Sign(s_body, "new")], ["new", "old"]));
        Assert.Contains("any of the 2 secrets", WebhookSignature.FindProblem(s_body, [Sign(s_body, "other")], ["new", "old"]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Spaces_around_it_and_the_case_of_its_letters_change_nothing()
    {
        string signature = Sign(s_body, Secret);

        Assert.Null(WebhookSignature.FindProblem(s_body, [$" \t{signature.ToUpperInvariant()} "], [Secret]));
    }

    [Fact]
    public void One_bit_less_or_more_is_another_body()
    {
        foreach (int at in (int[])[0, s_body.Length / 2, s_body.Length - 1])
        {
            byte[] changed = [.. s_body];
            changed[at] ^= 1;
            Assert.NotNull(WebhookSignature.FindProblem(changed, [Sign(s_body, Secret)], [Secret]));
        }

        Assert.NotNull(WebhookSignature.FindProblem([.. s_body, (byte)'\n'], [Sign(s_body, Secret)], [Secret]));
        Assert.NotNull(WebhookSignature.FindProblem([], [Sign(s_body, Secret)], [Secret]));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("   ", "is empty")]
    [InlineData("sha256=", "has 0 digits")]
    [InlineData("sha256=00", "has 2 digits")]
    [InlineData("sha1=0000000000000000000000000000000000000000", "does not begin with sha256=")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "does not begin with sha256=")]
    [InlineData("sha256=zz00000000000000000000000000000000000000000000000000000000000000", "is not hexadecimal")]
    [InlineData("sha256=00 0000000000000000000000000000000000000000000000000000000000000", "is not hexadecimal")]
    [InlineData("sha256=０000000000000000000000000000000000000000000000000000000000000000", "is not hexadecimal")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000", "is not that of this body")]
    public void A_header_that_is_wrong_says_in_what(string header, string problem) =>
        Assert.Contains(problem, WebhookSignature.FindProblem(s_body, [header], [Secret]), StringComparison.Ordinal);

    [Fact]
    public void A_header_that_stands_there_twice_is_none_although_one_of_them_is_right()
    {
        string signature = Sign(s_body, Secret);

        Assert.Contains("2 values", WebhookSignature.FindProblem(s_body, [signature, signature], [Secret]), StringComparison.Ordinal);
        Assert.NotNull(WebhookSignature.FindProblem(s_body, [$"{signature}, {signature}"], [Secret]));
        Assert.Contains("no LC-Signature", WebhookSignature.FindProblem(s_body, [], [Secret]), StringComparison.Ordinal);
        Assert.Contains("is empty", WebhookSignature.FindProblem(s_body, [null!], [Secret]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_secret_is_none_and_everybody_knows_its_signature()
    {
        Assert.Contains("no secret", WebhookSignature.FindProblem(s_body, [Sign(s_body, string.Empty)], [string.Empty]),
            StringComparison.Ordinal);
        Assert.Contains("no secret", WebhookSignature.FindProblem(s_body, [Sign(s_body, string.Empty)], []), StringComparison.Ordinal);
        Assert.NotNull(WebhookSignature.FindProblem(s_body, [Sign(s_body, string.Empty)], [string.Empty, Secret]));
    }

    [Fact]
    public void Bytes_that_are_no_text_and_very_many_of_them_are_signed_like_any_other()
    {
        byte[] wild = [.. Enumerable.Range(0, 20_000_000).Select(i => (byte)(i * 7919 % 256))];

        Assert.Null(WebhookSignature.FindProblem(wild, [Sign(wild, Secret)], [Secret]));
        Assert.NotNull(WebhookSignature.FindProblem(wild, [Sign(s_body, Secret)], [Secret]));
    }

    [Fact]
    public void Chance_finds_no_signature_and_nothing_that_throws()
    {
        Random random = new(19);
        for (int i = 0; i < 2000; i++)
        {
            char[] signature = ("sha256=" + new string('0', 64)).ToCharArray();
            for (int change = 0; change < 6; change++)
            {
                signature[random.Next(signature.Length)] = (char)random.Next(0, 0xffff);
            }

            Assert.NotNull(WebhookSignature.FindProblem(s_body, [new string(signature)], [Secret]));
        }
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(3, 4, false)]
    public void Bytes_are_the_same_only_where_all_are(int one, int other, bool same) =>
        Assert.Equal(same, Compatibility.FixedTimeEquals(new byte[one], new byte[other]));

    private static string Sign(byte[] body, string secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
